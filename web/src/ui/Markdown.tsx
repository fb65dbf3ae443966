// SPDX-License-Identifier: Apache-2.0
/*
 * Shows Markdown as React elements. It knows the part people use in a description: paragraphs,
 * headings, lists, quotes, code, bold, italic, links. No HTML is ever made from text, so nothing
 * that somebody writes can run.
 */
import { Anchor } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import classes from './Markdown.module.css';

const INLINE =
  /(`[^`]+`)|(\*\*[^*]+\*\*)|(\*[^*\s][^*]*\*|_[^_\s][^_]*_)|\[([^\]]+)\]\(([^)\s]+)\)|(https?:\/\/[^\s<>()]+[^\s<>().,;:!?])/;

/** Only addresses that cannot run a script. */
function safeHref(href: string): string | null {
  return /^(https?:\/\/|mailto:|\/(?!\/))/i.test(href) ? href : null;
}

function link(href: string, text: ReactNode): ReactNode {
  const safe = safeHref(href);
  return safe ? (
    <Anchor href={safe} rel="noopener noreferrer nofollow" inherit>
      {text}
    </Anchor>
  ) : (
    text
  );
}

function inline(text: string): ReactNode {
  const match = INLINE.exec(text);
  if (!match) return text;
  const [whole, code, bold, italic, label, href, bare] = match;
  let element: ReactNode = whole;
  if (code) element = <code>{code.slice(1, -1)}</code>;
  else if (bold) element = <strong>{inline(bold.slice(2, -2))}</strong>;
  else if (italic) element = <em>{inline(italic.slice(1, -1))}</em>;
  else if (label && href) element = link(href, label);
  else if (bare) element = link(bare, bare);
  return (
    <>
      {text.slice(0, match.index)}
      {element}
      {inline(text.slice(match.index + whole.length))}
    </>
  );
}

type Block = { kind: 'p' | 'h' | 'ul' | 'ol' | 'quote' | 'code'; lines: string[] };

function kindOf(line: string): [Block['kind'], string] {
  const bullet = /^\s*[-*+]\s+(.*)$/.exec(line);
  if (bullet) return ['ul', bullet[1] ?? ''];
  const number = /^\s*\d+[.)]\s+(.*)$/.exec(line);
  if (number) return ['ol', number[1] ?? ''];
  const heading = /^#{1,6}\s+(.*)$/.exec(line);
  if (heading) return ['h', heading[1] ?? ''];
  const quote = /^>\s?(.*)$/.exec(line);
  if (quote) return ['quote', quote[1] ?? ''];
  return ['p', line];
}

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  let fenced = false;
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    if (/^```/.test(line)) {
      fenced = !fenced;
      open = fenced ? { kind: 'code', lines: [] } : null;
      if (open) blocks.push(open);
    } else if (fenced && open) {
      open.lines.push(line);
    } else if (line.trim() === '') {
      open = null;
    } else {
      const [kind, rest] = kindOf(line);
      if (!open || open.kind !== kind || kind === 'h') {
        open = { kind, lines: [] };
        blocks.push(open);
      }
      open.lines.push(rest);
    }
  }
  return blocks;
}

function lines(block: Block): ReactNode {
  return block.lines.map((line, index) => (
    // Lines of one text have no identity but their place.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Fragment key={index}>
      {index > 0 && <br />}
      {inline(line)}
    </Fragment>
  ));
}

function items(block: Block): ReactNode {
  return block.lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: items of one text have no identity but their place
    <li key={index}>{inline(line)}</li>
  ));
}

function element(block: Block): ReactNode {
  switch (block.kind) {
    case 'h':
      return <h3>{lines(block)}</h3>;
    case 'ul':
      return <ul>{items(block)}</ul>;
    case 'ol':
      return <ol>{items(block)}</ol>;
    case 'quote':
      return <blockquote>{lines(block)}</blockquote>;
    case 'code':
      return <pre>{block.lines.join('\n')}</pre>;
    default:
      return <p>{lines(block)}</p>;
  }
}

export function Markdown({ text }: { text: string }) {
  return (
    <div className={classes.markdown} dir="auto">
      {blocksOf(text).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks of one text have no identity but their place
        <Fragment key={index}>{element(block)}</Fragment>
      ))}
    </div>
  );
}
