-- SPDX-License-Identifier: Apache-2.0
-- What an export says of itself.

-- name: exchange_newest_event :number
SELECT at FROM event ORDER BY id DESC LIMIT 1;
