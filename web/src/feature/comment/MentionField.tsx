// SPDX-License-Identifier: Apache-2.0
import { Plural, useLingui } from '@lingui/react/macro';
import { Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { PersonMark } from '@/ui/Person';
import classes from './MentionField.module.css';
import { completeMention, type Mentioned, mentionName, stillMeant, typedMention } from './mention';
import { mentionableQuery, mentionableSoFar } from './query';

type Person = { id: number; name: string; unit_name: string | null };

type Props = {
  objectiveId: number;
  label: string;
  placeholder?: string;
  value: string;
  mentioned: Mentioned;
  onChange: (text: string, mentioned: Mentioned) => void;
  /** Ctrl+Enter. */
  submit: () => void;
  error?: string | null;
  autoFocus?: boolean;
};

const TYPING_MS = 150;

/**
 * A text in which @ offers people. The focus stays in the text; arrow keys move through the list,
 * Enter and Tab choose, Escape closes it.
 */
export function MentionField(props: Props) {
  const { objectiveId, value, mentioned, onChange, submit } = props;
  const { t } = useLingui();
  const client = useQueryClient();
  const listId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const [q] = useDebouncedValue(typed ?? '', TYPING_MS);
  const { data: found = [], isPlaceholderData } = useQuery({
    ...mentionableQuery(objectiveId, q),
    enabled: typed !== null,
  });
  const isLate = q !== typed || isPlaceholderData;
  // The answer before may be of fewer people than those on the screen.
  const people = isLate ? stillMeant(mentionableSoFar(client, objectiveId), typed ?? '') : found;
  const isOpen = typed !== null && people.length > 0;
  const active = people[Math.min(at, people.length - 1)];
  const optionId = (person: Person) => `${listId}-${person.id}`;

  useEffect(() => {
    if (props.autoFocus) field.current?.focus();
  }, [props.autoFocus]);

  const look = () => {
    const { selectionStart, value: text } = field.current ?? { selectionStart: 0, value: '' };
    const next = typedMention(text, selectionStart);
    if (next !== typed) setAt(0);
    setTyped(next);
  };
  const choose = (person: Person) => {
    const name = mentionName(person, mentioned);
    const [text, caret] = completeMention(value, field.current?.selectionStart ?? 0, name);
    onChange(text, { ...mentioned, [name]: person.id });
    setTyped(null);
    // The caret can only be set once the text stands there.
    window.requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(caret, caret);
    });
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
      return;
    }
    if (!isOpen || !active) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((Math.min(at, people.length - 1) + step + people.length) % people.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(active);
    else if (event.key === 'Escape') setTyped(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={classes.field}>
      <Textarea
        ref={field}
        aria-label={props.label}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen && active ? optionId(active) : undefined}
        placeholder={props.placeholder}
        error={props.error}
        dir="auto"
        autosize
        minRows={2}
        maxRows={16}
        maxLength={5000}
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value, mentioned);
          look();
        }}
        onSelect={look}
        onKeyDown={press}
        onBlur={() => setTyped(null)}
      />
      {isOpen && (
        <div id={listId} role="listbox" aria-label={t`People`} className={classes.list}>
          {people.map((person) => (
            // Focus stays in the text, whose keys move through the list.
            // biome-ignore lint/a11y/useFocusableInteractive: see above
            // biome-ignore lint/a11y/useKeyWithClickEvents: see above
            <div
              key={person.id}
              id={optionId(person)}
              role="option"
              aria-selected={person === active}
              className={classes.option}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(person)}
            >
              <PersonMark name={person.name} />
              <span dir="auto">{person.name}</span>
              {person.unit_name && (
                <span className={classes.unit} dir="auto">
                  {person.unit_name}
                </span>
              )}
            </div>
          ))}
        </div>
      )}
      <span className="visually-hidden" role="status">
        {isOpen && (
          <Plural
            value={people.length}
            one="# person; Enter mentions them"
            other="# people; the arrow keys choose, Enter mentions"
          />
        )}
      </span>
    </div>
  );
}
