import { defaultInResults } from '#core/rules/default-in-results';
import { defaultResponseCase } from '#core/rules/default-response-case';
import { duplicateKey } from '#core/rules/duplicate-key';
import { headerMismatch } from '#core/rules/header-mismatch';
import { invalidElementValidation } from '#core/rules/invalid-element-validation';
import { invalidEnvironmentFile } from '#core/rules/invalid-environment-file';
import { invalidJsonpath } from '#core/rules/invalid-jsonpath';
import { jsonSyntax } from '#core/rules/json-syntax';
import { missing200Result } from '#core/rules/missing-200-result';
import { missingDefaultResponse } from '#core/rules/missing-default-response';
import { missingElementValidation } from '#core/rules/missing-element-validation';
import type { Rule } from '#core/rules/rule';
import { schemaRule } from '#core/rules/schema';
import { unknownEndpoint } from '#core/rules/unknown-endpoint';
import { unknownImport } from '#core/rules/unknown-import';
import { unknownProperty } from '#core/rules/unknown-property';
import { unknownStart } from '#core/rules/unknown-start';
import { unknownTarget } from '#core/rules/unknown-target';
import { unmappedResponse } from '#core/rules/unmapped-response';
import { unsupportedVersion } from '#core/rules/unsupported-version';

/** Every rule, in the order in which documentation lists them. Adding one is its file, its fixtures, and a line here. */
export const rules: readonly Rule[] = [
  headerMismatch,
  missingDefaultResponse,
  defaultResponseCase,
  missing200Result,
  jsonSyntax,
  duplicateKey,
  schemaRule,
  unknownProperty,
  unsupportedVersion,
  unknownEndpoint,
  unknownTarget,
  unmappedResponse,
  unknownStart,
  unknownImport,
  missingElementValidation,
  invalidElementValidation,
  invalidJsonpath,
  defaultInResults,
  invalidEnvironmentFile,
];
