import type { ExplainContext } from '#core/explain/explainContext';
import type { FlowDocument } from '#core/model/document';
import { activeEnvironment } from '#core/model/environment';
import { isApiNode } from '#core/model/flow';
import { findEndpoint } from '#core/model/project';
import type { Observation } from '#core/request/observation';
import { toShownRequest } from '#core/request/toRunResult';
import { docsUrl } from '#core/rules/docs';
import { rules } from '#core/rules/index';
import { prepareRun } from '../../server/src/run/prepareRun';
import { defaultRunSettings } from '../../server/src/run/runRequest';
import type { Workspace } from '../../server/src/workspace/workspace';
import { declaresSecret } from './project';

/** What an explanation rests on, for a file of a workspace in the environment `dev`: as the server puts it together. */
export function explainContextOf(
  workspace: Workspace,
  document: FlowDocument,
  observationOf: (node: string) => Observation | undefined = () => undefined,
): ExplainContext {
  const { project } = workspace;
  const { uri } = document;
  const environmentFiles = project.environmentFiles(uri);
  const environment = activeEnvironment(environmentFiles, 'dev');
  return {
    document,
    project,
    environment,
    isSecret: declaresSecret({ workspace }),
    observationOf,
    showsTakenBranch: false,
    ruleOf: (code) => {
      const rule = rules.find((one) => one.code === code);
      return rule && { ...rule, docs: docsUrl(code) };
    },
    async requestOf(id) {
      const node = document.flow.nodes.get(id);
      const found = node && findEndpoint(document, node, project);
      if (found === undefined || node === undefined || !isApiNode(node)) return undefined;
      const settings = defaultRunSettings;
      const file = { file: 'a.flow.json', errors: 0, trusted: true };
      const { plan, redactor } = prepareRun({
        document,
        node,
        found,
        environment,
        environmentFiles,
        settings,
        ...file,
      });
      return { request: toShownRequest(plan.request, redactor), missing: plan.missing, notes: plan.notes };
    },
  };
}
