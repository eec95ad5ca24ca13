import { type CheckResult, toCheckResult } from '#core/check';
import type { SideFile, SideFileKind } from '#core/model/sideFile';
import type { Finding } from '#core/rules/finding';
import { rules } from '#core/rules/index';
import { invalidConfiguration } from '#core/rules/invalid-configuration';
import { checkEnvironmentFile, invalidEnvironmentFile } from '#core/rules/invalid-environment-file';
import { checkPrivateFile, privateFileTracked } from '#core/rules/private-file-tracked';
import type { Report, SeveritySetting } from '#core/rules/rule';
import { checkConfiguration } from './checkConfiguration';

/** A report with the code of its rule: one file beside flows is looked at by several. */
export interface CodedReport extends Report {
  readonly code: string;
}

/** The one road from a file beside flows to its findings, for the editor and the command line alike. */
export function checkSideFile(
  file: SideFile,
  severityOf: (code: string) => SeveritySetting | undefined = () => undefined,
): CheckResult {
  const reports = file.leadsOutside ? [reportLink(file)] : checks[file.kind](file);
  const findings = reports.flatMap((report): readonly Finding[] => {
    const setting = severityOf(report.code) ?? severityOfRule(report.code);
    if (setting === 'off') return [];
    return [{ ...report, severity: setting, node: undefined, endpoint: undefined, suppressed: false }];
  });
  return toCheckResult(findings.sort((a, b) => a.span.offset - b.span.offset));
}

const checks: Readonly<Record<SideFileKind, (file: SideFile) => readonly CodedReport[]>> = {
  environment: checkShape,
  'private-environment': (file) => [...withCode(privateFileTracked.code, checkPrivateFile(file)), ...checkShape(file)],
  configuration: ({ source }) => checkConfiguration(source),
  ignore: () => [],
};

/** It has no text to point at. */
function reportLink({ kind }: SideFile): CodedReport {
  const { code } = kind === 'configuration' ? invalidConfiguration : invalidEnvironmentFile;
  const message = 'The file is a link that leads out of the workspace, and is not read';
  return { code, span: { offset: 0, length: 0 }, message };
}

function checkShape({ source }: SideFile): readonly CodedReport[] {
  return withCode(invalidEnvironmentFile.code, checkEnvironmentFile(source.text));
}

function withCode(code: string, reports: readonly Report[]): readonly CodedReport[] {
  return reports.map((report) => ({ ...report, code }));
}

function severityOfRule(code: string): SeveritySetting {
  return rules.find((rule) => rule.code === code)?.severity ?? 'warning';
}
