import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { check } from '#core/check';
import { flowGraph } from '#core/graph/flowGraph';
import { draw } from '#core/graph/picture';
import { toMermaid } from '#core/graph/toMermaid';
import { toSvg } from '#core/graph/toSvg';
import type { FlowDocument } from '#core/model/document';
import { createMarks } from '../../server/src/features/graphMarks';
import { type OpenCase, readFeatureCases, withFeatureCase } from '../support/featureCases';
import { assertFileHolds } from '../support/fixtures';

function toGraph({ workspace, uri }: OpenCase) {
  const document = workspace.document(uri);
  assert.ok(document);
  const { project } = workspace;
  const resultOf = (checked: FlowDocument) => check(checked, project, { today: '2026-05-04' });
  return flowGraph(
    document,
    project,
    createMarks(document, project, resultOf, () => undefined),
  );
}

describe('a flow as a graph', () => {
  for (const found of readFeatureCases('graph')) {
    test(found.name, () =>
      withFeatureCase(found, (open) => {
        const graph = toGraph(open);
        const svg = toSvg(draw(graph), { standsAlone: true });
        assertFileHolds(join(found.folder, 'expected.mmd'), toMermaid(graph));
        assertFileHolds(join(found.folder, 'expected.svg'), svg);
        assertStandsAlone(svg);
      }),
    );
  }
});

/** Whatever a flow holds, its picture is well-formed XML of the elements that draw, and refers to nothing outside of itself. */
function assertStandsAlone(svg: string): void {
  assert.equal(XMLValidator.validate(svg), true);
  const elements = new Set([...svg.matchAll(/<([a-z]+)/g)].map(([, name]) => name));
  const drawing = ['svg', 'title', 'style', 'rect', 'g', 'path', 'text', 'tspan'];
  assert.deepEqual(
    [...elements].filter((name) => !drawing.includes(name ?? '')),
    [],
  );
  assert.doesNotMatch(svg, /\s(?:on\w+|(?:xlink:)?href|style)=|url\(|@import/);
  const [{ svg: content }] = new XMLParser({ preserveOrder: true }).parse(svg);
  assert.ok(Array.isArray(content));
}
