import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { quote } from '#core/model/quote';
import { readFileBytes } from '../../workspace/textFile';
import { toReason } from '../../workspace/toReason';
import { toSettingError } from './explainedError';

/** A file that a setting names. */
export interface SettingFile {
  /** As it is written in the setting. */
  readonly path: string;
  /** The setting, for people: `flowLens.tls.ca`. */
  readonly setting: string;
}

/** Rejects with an error that names setting and file. A relative path is none: it would depend on who starts the server. */
export async function readSettingFile({ path, setting }: SettingFile): Promise<Buffer> {
  const whole = path.startsWith('~/') ? join(homedir(), path.slice(2)) : path;
  if (!isAbsolute(whole))
    throw toSettingError('tls', `the path ${quote(path)} of ${setting} is neither absolute nor begins with ~/`);
  try {
    return await readFileBytes(whole);
  } catch (error) {
    throw unusable({ path, setting }, `can't be read: ${toReason(error)}`);
  }
}

/** @param fault the end of a sentence: `holds no certificate` */
export function unusable({ path, setting }: SettingFile, fault: string): Error {
  return toSettingError('tls', `the file ${quote(path)} of ${setting} ${fault}`);
}
