import { commands, type Disposable, type TextDocument, Uri } from 'vscode';
import { cancelRun } from '../nextSteps';
import { say, warn } from '../say';
import { createReadOnlyDocuments, toTitlePath } from '../view/readOnlyDocuments';
import { findFlowEditor } from './chooseNode';
import type { RunServices } from './commands';
import { reportFailure } from './reportFailure';
import { runAllNodes } from './runAllNodes';
import { hasTrouble, type RunReport, summarise, toReportText } from './runReport';

const scheme = 'flow-lens-report';

/** *Run All Nodes in File*, which gives its report to whoever calls it, and the documents that show such a report. */
export function registerRunAllNodes(services: RunServices): readonly Disposable[] {
  const reports = new Map<string, RunReport>();
  const underWay = new Set<string>();
  const documents = createReadOnlyDocuments(scheme, async ({ query }) => {
    const report = reports.get(query);
    const text = report === undefined ? 'The report of an earlier session is not kept\n' : toReportText(report);
    return { text, language: 'plaintext' };
  });
  const show = (flow: string, report: RunReport): Promise<void> => {
    reports.set(flow, report);
    return documents.show(Uri.from({ scheme, path: toTitlePath(`${report.file} runs`), query: flow }));
  };
  const run = async (document: TextDocument): Promise<RunReport | undefined> => {
    const flow = document.uri.toString();
    if (underWay.has(flow)) {
      void say('All nodes of this flow are being run already', cancelRun());
      return undefined;
    }
    underWay.add(flow);
    try {
      const report = await runAllNodes(services, document);
      if (report !== undefined) void tell(report, () => show(flow, report));
      return report;
    } finally {
      underWay.delete(flow);
    }
  };
  return [
    documents,
    commands.registerCommand('flowLens.runAllNodes', async (uri?: unknown) => {
      const editor = findFlowEditor(uri);
      return editor && run(editor.document).catch((error) => reportFailure(error, 'Running all nodes'));
    }),
  ];
}

/** One message for all nodes; the list opens on request. */
async function tell(report: RunReport, show: () => Promise<void>): Promise<void> {
  const tellOf = hasTrouble(report) ? warn : say;
  await tellOf(summarise(report), { title: 'Show List', take: show });
}
