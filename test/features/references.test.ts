import { DocumentHighlightKind } from 'vscode-languageserver-protocol';
import { documentHighlight } from '../../server/src/features/documentHighlight';
import { references } from '../../server/src/features/references';
import { testCases } from '../support/navigation';

testCases('references', ({ analysis, position, project, place, lineOf }) => {
  const ask = (includeDeclaration: boolean) =>
    references(analysis, { position, context: { includeDeclaration } }, project) ?? [];
  const used = new Set(ask(false).map(({ uri, range }) => place(uri, range)));
  return ask(true).map(({ uri, range }) => {
    const role = used.has(place(uri, range)) ? 'reference' : 'definition';
    return `${place(uri, range)} ${role} "${lineOf(uri, range)}"`;
  });
});

testCases('highlight', ({ analysis, position, project, uri, place, lineOf }) =>
  (documentHighlight(analysis, { position }, project) ?? []).map(({ range, kind }) => {
    const role = kind === DocumentHighlightKind.Write ? 'write' : 'read';
    return `${place(uri, range)} ${role} "${lineOf(uri, range)}"`;
  }),
);
