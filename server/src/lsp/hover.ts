import { type Hover, type Position, ResponseError } from 'vscode-languageserver';
import type { ExplainContext, RuleSummary } from '#core/explain/explainContext';
import type { FlowDocument } from '#core/model/document';
import type { ShownPlan } from '#core/request/toRequestText';
import { toShownPlan } from '#core/request/toRunResult';
import { docsUrl } from '#core/rules/docs';
import { rules } from '#core/rules/index';
import { hover } from '../features/hover';
import { toSchemaHover } from '../features/schemaHover';
import { projectAround, projectOf } from '../workspace/workspace';
import { environmentOf } from './environment';
import { prepareForShow } from './prepareForShow';
import { findObservation } from './runs';
import type { Session } from './session';

/** One answer for a place: what we know of it, else what the schema says. */
export async function findHover(
  session: Session,
  uri: string,
  position: Position,
  askSchema: () => Promise<Hover | null | undefined>,
): Promise<Hover | undefined> {
  const document = session.analyses.find(uri)?.document;
  if (document === undefined) return undefined;
  const { markup } = session.client;
  return (
    (await hover(position, toExplainContext(session, document), markup)) ?? toSchemaHover(await askSchema(), markup)
  );
}

function toExplainContext(session: Session, document: FlowDocument): ExplainContext {
  const { uri } = document;
  return {
    document,
    project: projectOf(session.workspace, uri),
    environment: environmentOf(session, uri),
    isSecret: (name) => session.configurations.isSecret(uri, name),
    observationOf: (node) => findObservation(session.runs, document, node, projectAround(session.workspace, uri)),
    requestOf: (node) => findRequest(session, { uri, node }),
    ruleOf: (code) => findRule(session, uri, code),
    showsTakenBranch: session.client.features.has('runState'),
  };
}

/** Secrets are hidden whatever the settings say: nobody asks for a hover to see one. */
async function findRequest(
  session: Session,
  reference: { readonly uri: string; readonly node: string },
): Promise<ShownPlan | undefined> {
  try {
    const { plan, redactor } = await prepareForShow(session, reference);
    return toShownPlan(plan, redactor);
  } catch (error) {
    // Such a node can't be run, and what is wrong with it is a finding.
    if (error instanceof ResponseError) return undefined;
    throw error;
  }
}

function findRule({ configurations, settings }: Session, uri: string, code: string): RuleSummary | undefined {
  const rule = rules.find((one) => one.code === code);
  if (rule === undefined) return undefined;
  const severity = configurations.severityOf(uri, code) ?? settings.rules.get(code) ?? rule.severity;
  return { title: rule.title, severity, explanation: rule.explanation, docs: docsUrl(code) };
}
