import { documentLinks } from '../../server/src/features/documentLinks';
import { findFileFrom } from '../../server/src/workspace/findFileFrom';
import { testCases } from '../support/navigation';

testCases('document-links', ({ analysis, project, workspace, uri, place, nameOf }) =>
  documentLinks(analysis, project, (path) => findFileFrom(uri, path, workspace.roots)).map(
    ({ range, target = '', tooltip }) => `${place(uri, range)} -> ${nameOf(target)} "${tooltip}"`,
  ),
);
