// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowUp, IconPencil, IconPlus, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Handbook, HandbookChapter } from '@/api/types';
import { ChapterDialog } from '@/feature/practice/ChapterDialog';
import { deleteChapter, updateChapter, useHandbookChanged } from '@/feature/practice/handbook';
import { useOwnLanguage } from '@/locale/useOwnLanguage';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Markdown } from '@/ui/Markdown';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './Chapters.module.css';

/** The contents beside the chapters; in a draft each can be changed, moved and taken out. */
export function Chapters({ handbook }: { handbook: Handbook }) {
  const { t } = useLingui();
  const own = useOwnLanguage();
  const [opened, setOpened] = useState<HandbookChapter | 'new' | null>(null);
  return (
    <div className={classes.book}>
      <nav className={`${classes.contents} no-print`} aria-label={t`Contents`}>
        <ol>
          {handbook.chapters.map((chapter) => (
            <li key={chapter.id}>
              <a href={`#${chapter.slug}`} dir="auto">
                {own(chapter.title_en, chapter.title_nl)}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <div className={classes.chapters}>
        {handbook.chapters.map((chapter) => (
          <section key={chapter.id} className={classes.chapter} aria-labelledby={chapter.slug}>
            <header className={classes.head}>
              <h2 id={chapter.slug} className={classes.title} dir="auto">
                {own(chapter.title_en, chapter.title_nl)}
              </h2>
              {handbook.may_edit && <Tools chapter={chapter} change={() => setOpened(chapter)} />}
            </header>
            <Markdown text={own(chapter.body_en, chapter.body_nl)} />
          </section>
        ))}
        {handbook.may_edit && (
          <Button
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => setOpened('new')}
          >
            <Trans>Add a chapter</Trans>
          </Button>
        )}
      </div>
      {opened && (
        <ChapterDialog
          handbookId={handbook.id}
          chapter={opened === 'new' ? undefined : opened}
          close={() => setOpened(null)}
        />
      )}
    </div>
  );
}

function Tools({ chapter, change }: { chapter: HandbookChapter; change: () => void }) {
  const { t } = useLingui();
  const own = useOwnLanguage();
  const changed = useHandbookChanged();
  const [isTaking, setTaking] = useState(false);
  const raise = useMutation({
    mutationFn: () => updateChapter(chapter, { rank: chapter.rank - 1 }),
    onSettled: changed,
  });
  const title = own(chapter.title_en, chapter.title_nl);
  return (
    <>
      <span className={classes.tools}>
        {chapter.rank > 0 && (
          <ActionIcon
            aria-label={t`Move ${title} up`}
            disabled={raise.isPending}
            onClick={() => raise.mutate()}
          >
            <IconArrowUp size={15} aria-hidden />
          </ActionIcon>
        )}
        <ActionIcon aria-label={t`Change ${title}`} onClick={change}>
          <IconPencil size={15} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={t`Take ${title} out`} onClick={() => setTaking(true)}>
          <IconX size={15} aria-hidden />
        </ActionIcon>
      </span>
      <ProblemNotice error={raise.error} />
      {isTaking && (
        <ConfirmDialog
          title={t`Take ${title} out?`}
          verb={t`Take out`}
          danger
          act={() => deleteChapter(chapter).finally(changed)}
          close={() => setTaking(false)}
        >
          <Trans>The texts in both languages go with it. Published versions keep theirs.</Trans>
        </ConfirmDialog>
      )}
    </>
  );
}
