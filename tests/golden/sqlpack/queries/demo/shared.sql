-- SPDX-License-Identifier: Apache-2.0

-- shared fragment: live
(t.sold OR t.made_on <= :made_on)
