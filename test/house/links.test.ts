import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { pages } from '../support/pages';

test('every link of a page to a file leads to one, and to a heading of it where it names one', () => {
  assert.ok(pages.length > 10);
  const dead = pages.flatMap((page) =>
    linksIn(readFileSync(page, 'utf8'))
      .filter((link) => !leadsSomewhere(page, link))
      .map((link) => `${page}: ${link}`),
  );
  assert.deepEqual(dead, []);
});

/** The targets of links and pictures that are no addresses of the web. */
function linksIn(text: string): readonly string[] {
  const words = text.replace(/^```.*?^```/gms, '').replace(/`[^`\n]+`/g, '');
  return [...words.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(file)) return false;
  return anchor === undefined || anchorsOf(readFileSync(file, 'utf8')).includes(anchor);
}

/** The anchors that forges give to headings: lower case, a hyphen for a space, no punctuation. */
function anchorsOf(text: string): readonly string[] {
  const headings = [...text.replace(/^```.*?^```/gms, '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
