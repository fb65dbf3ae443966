-- SPDX-License-Identifier: Apache-2.0
-- What somebody was told of a thing, and the facts of the last minutes, are found without reading all of them.

CREATE INDEX notice_by_subject ON notice (subject, subject_id);
CREATE INDEX fact_by_time ON fact (at);
