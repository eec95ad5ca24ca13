import { quote, type Rule } from '#core/rules/rule';

export const duplicateFlowName: Rule = {
  code: 'duplicate-flow-name',
  title: 'Every flow of the workspace has a name of its own',
  severity: 'error',
  basis: 'T',
  explanation:
    'Other flows target a flow by its `name`. Where two files have the same one, nobody can tell which of them a target ' +
    'means, and which of them a conversation comes to. Mostly one file was copied from the other: give the copy a name ' +
    'of its own.',
  example: {
    wrong: `{
  "version": 1,
  "name": "order-status"
}`,
    right: `{
  "version": 1,
  "name": "return-status"
}`,
    beside: { 'order-status.flow.json': '{ "version": 1, "name": "order-status" }' },
  },
  fixable: false,
  checkFile({ document, flow: { name }, project }, report) {
    if (name === undefined || name.value === '') return;
    const named = project?.flowsNamed(name.value) ?? [];
    const others = named.filter(({ uri }) => uri !== document.uri);
    // A file outside of the workspace may well be a copy of one inside: nothing targets it.
    if (others.length === 0 || others.length === named.length) return;
    const who = others.length === 1 ? 'Another file of the workspace is' : `${others.length} other files are`;
    report({
      span: name,
      message: `${who} called ${quote(name.value)} too, so no target can tell which is meant`,
      related: others.slice(0, mostRelated).flatMap((other) => {
        const at = other.flow.name;
        return at === undefined ? [] : [{ document: other, span: at, message: 'Called so too' }];
      }),
    });
  },
};

const mostRelated = 10;
