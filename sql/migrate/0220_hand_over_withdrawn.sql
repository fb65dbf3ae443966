-- SPDX-License-Identifier: Apache-2.0
-- When a hand-over was withdrawn, and why it could not be done on its day; of earlier ones nobody knows.

ALTER TABLE hand_over ADD COLUMN withdrawn_at {time};
ALTER TABLE hand_over ADD COLUMN withdrawn_why {text} CHECK (withdrawn_why IN ('not_given', 'not_taken'));
