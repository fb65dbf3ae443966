-- SPDX-License-Identifier: Apache-2.0
-- A notice that asks for a review is of its reviewer's row, so that the second of a day is told as well.
-- Answers went to whoever asked for the review that had the number of the objective: they are taken back.

UPDATE notice
   SET subject = 'reviewer',
       subject_id = (SELECT w.id FROM reviewer w
                      WHERE w.review_id = notice.subject_id AND w.person_id = coalesce(notice.for_id, notice.person_id))
 WHERE subject = 'review' AND kind = 'review_asked'
   AND EXISTS (SELECT 1 FROM reviewer w
                WHERE w.review_id = notice.subject_id AND w.person_id = coalesce(notice.for_id, notice.person_id));

DELETE FROM notice WHERE subject = 'review';
