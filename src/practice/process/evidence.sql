-- SPDX-License-Identifier: Apache-2.0

-- name: fact_kinds :many fact_kind_row
SELECT DISTINCT kind FROM fact ORDER BY kind;
