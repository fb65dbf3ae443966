-- SPDX-License-Identifier: Apache-2.0
-- That somebody was told something passes as sign-ins do.

DROP INDEX event_passing;
CREATE INDEX event_passing ON event (at) WHERE subject IN ('session', 'link', 'token', 'notice');
