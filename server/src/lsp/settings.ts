import type { SeveritySetting } from '#core/rules/rule';
import type { InlayHintSettings } from '../features/inlayHints';
import { defaultHistorySettings, type HistorySettings, largestHistory } from '../run/history';
import { defaultNetworkSettings } from '../run/network/network';
import type { TlsSettings } from '../run/network/tlsSettings';
import { defaultRunSettings, largestLimits, type RunSettings } from '../run/runRequest';
import { isRuleSetting } from '../workspace/ruleSetting';
import { toTlsSettings } from './networkSettings';

/** What a person has set under `flowLens`, as the server uses it. */
export interface Settings {
  readonly rules: ReadonlyMap<string, SeveritySetting>;
  /** The environment to use where nobody has picked one. */
  readonly environment: string | null;
  readonly codeLens: boolean;
  readonly inlayHints: InlayHintSettings;
  /** Whether a run asks for session variables that have no value; where not, it refuses and names them. */
  readonly promptForVariables: boolean;
  readonly run: RunSettings;
  readonly tls: TlsSettings;
  readonly history: HistorySettings;
}

export const defaultSettings: Settings = {
  rules: new Map(),
  environment: null,
  codeLens: true,
  inlayHints: { reasonPhrases: true, inheritedFields: true },
  promptForVariables: true,
  run: defaultRunSettings,
  tls: defaultNetworkSettings.tls,
  history: defaultHistorySettings,
};

/** Reads what a client answers for the section `flowLens`. Total: what is not of the right type keeps its default. */
export function toSettings(section: unknown): Settings {
  const run = entry(section, 'run');
  const tls = entry(section, 'tls');
  const hints = entry(section, 'inlayHints');
  const number = (key: string, otherwise: number): number => {
    const value = entry(run, key);
    return typeof value === 'number' && value > 0 ? value : otherwise;
  };
  const limit = (key: keyof typeof largestLimits): number =>
    Math.min(number(key, defaultRunSettings[key]), largestLimits[key]);
  const environment = entry(section, 'environment');
  const patterns = entry(run, 'confirmEnvironments');
  return {
    rules: toSeverities(entry(section, 'rules')),
    environment: typeof environment === 'string' && environment !== '' ? environment : null,
    codeLens: entry(entry(section, 'codeLens'), 'enabled') !== false,
    inlayHints: {
      reasonPhrases: entry(hints, 'reasonPhrases') !== false,
      inheritedFields: entry(hints, 'inheritedFields') !== false,
    },
    promptForVariables: entry(run, 'promptForVariables') !== false,
    run: {
      timeout: number('timeout', defaultRunSettings.timeout),
      previewLimit: limit('previewLimit'),
      evaluationLimit: limit('evaluationLimit'),
      bodyLimit: number('bodyLimit', defaultRunSettings.bodyLimit),
      confirmEnvironments: Array.isArray(patterns) ? patterns.map(String) : defaultRunSettings.confirmEnvironments,
      revealSecrets: entry(run, 'revealSecrets') === true,
    },
    tls: toTlsSettings(entry(tls, 'ca'), entry(tls, 'hosts')),
    history: toHistorySettings(entry(section, 'history')),
  };
}

function toHistorySettings(section: unknown): HistorySettings {
  const size = entry(section, 'size');
  return {
    enabled: entry(section, 'enabled') !== false,
    size:
      typeof size === 'number' && size >= 0 ? Math.min(Math.floor(size), largestHistory) : defaultHistorySettings.size,
  };
}

function toSeverities(section: unknown): ReadonlyMap<string, SeveritySetting> {
  const entries = typeof section === 'object' && section !== null ? Object.entries(section) : [];
  return new Map(
    entries.flatMap(([code, value]) =>
      typeof value === 'string' && isRuleSetting(value) ? [[code, value] as const] : [],
    ),
  );
}

function entry(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? value[key as keyof typeof value]
    : undefined;
}
