import { apiLoop } from '#core/rules/api-loop';
import { authorizationFormat } from '#core/rules/authorization-format';
import { bodyMediaType } from '#core/rules/body-media-type';
import { bodyWithGet } from '#core/rules/body-with-get';
import { contentTypeNotXml } from '#core/rules/content-type-not-xml';
import { deadEnd } from '#core/rules/dead-end';
import { defaultInResults } from '#core/rules/default-in-results';
import { defaultResponseCase } from '#core/rules/default-response-case';
import { documentedStatusUnmapped } from '#core/rules/documented-status-unmapped';
import { duplicateFlowName } from '#core/rules/duplicate-flow-name';
import { duplicateHeader } from '#core/rules/duplicate-header';
import { duplicateKey } from '#core/rules/duplicate-key';
import { emptyField } from '#core/rules/empty-field';
import { expiredSuppression } from '#core/rules/expired-suppression';
import { headerMismatch } from '#core/rules/header-mismatch';
import { invalidAccept } from '#core/rules/invalid-accept';
import { invalidConfiguration } from '#core/rules/invalid-configuration';
import { invalidElementValidation } from '#core/rules/invalid-element-validation';
import { invalidEnvironmentFile } from '#core/rules/invalid-environment-file';
import { invalidHeaderName } from '#core/rules/invalid-header-name';
import { invalidHeaderValue } from '#core/rules/invalid-header-value';
import { invalidJsonpath } from '#core/rules/invalid-jsonpath';
import { invalidPattern } from '#core/rules/invalid-pattern';
import { invalidUrl } from '#core/rules/invalid-url';
import { jsonSyntax } from '#core/rules/json-syntax';
import { listPositionZero } from '#core/rules/list-position-zero';
import { literalSecret } from '#core/rules/literal-secret';
import { malformedBody } from '#core/rules/malformed-body';
import { managedHeader } from '#core/rules/managed-header';
import { methodMismatch } from '#core/rules/method-mismatch';
import { missing200Result } from '#core/rules/missing-200-result';
import { missingBaseElement } from '#core/rules/missing-base-element';
import { missingDefaultResponse } from '#core/rules/missing-default-response';
import { missingElementValidation } from '#core/rules/missing-element-validation';
import { observedMediaType } from '#core/rules/observed-media-type';
import { observedStatusUnmapped } from '#core/rules/observed-status-unmapped';
import { observedVariableMissing } from '#core/rules/observed-variable-missing';
import { placeholderSyntax } from '#core/rules/placeholder-syntax';
import { plainHttpUrl } from '#core/rules/plain-http-url';
import { privateFileTracked } from '#core/rules/private-file-tracked';
import { redundantHeader } from '#core/rules/redundant-header';
import { repeatedNodeHeader } from '#core/rules/repeated-node-header';
import { reservedName } from '#core/rules/reserved-name';
import type { Rule } from '#core/rules/rule';
import { schemaRule } from '#core/rules/schema';
import { sensitiveInUrl } from '#core/rules/sensitive-in-url';
import { suppressionWithoutReason } from '#core/rules/suppression-without-reason';
import { undefinedEnvironmentValue } from '#core/rules/undefined-environment-value';
import { undefinedVariable } from '#core/rules/undefined-variable';
import { undocumentedStatus } from '#core/rules/undocumented-status';
import { unknownEndpoint } from '#core/rules/unknown-endpoint';
import { unknownImport } from '#core/rules/unknown-import';
import { unknownNodeType } from '#core/rules/unknown-node-type';
import { unknownProperty } from '#core/rules/unknown-property';
import { unknownRule } from '#core/rules/unknown-rule';
import { unknownStart } from '#core/rules/unknown-start';
import { unknownTarget } from '#core/rules/unknown-target';
import { unmappedResponse } from '#core/rules/unmapped-response';
import { unreachableNode } from '#core/rules/unreachable-node';
import { unreachableResult } from '#core/rules/unreachable-result';
import { unsetResponseVariable } from '#core/rules/unset-response-variable';
import { unsupportedMethod } from '#core/rules/unsupported-method';
import { unsupportedVersion } from '#core/rules/unsupported-version';
import { unusedEndpoint } from '#core/rules/unused-endpoint';
import { unusedSuppression } from '#core/rules/unused-suppression';

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
  duplicateHeader,
  duplicateFlowName,
  reservedName,
  invalidEnvironmentFile,
  privateFileTracked,
  invalidUrl,
  plainHttpUrl,
  unsupportedMethod,
  methodMismatch,
  bodyWithGet,
  bodyMediaType,
  malformedBody,
  contentTypeNotXml,
  invalidHeaderName,
  invalidHeaderValue,
  emptyField,
  managedHeader,
  authorizationFormat,
  literalSecret,
  redundantHeader,
  repeatedNodeHeader,
  unusedEndpoint,
  invalidAccept,
  invalidPattern,
  unreachableResult,
  defaultInResults,
  unreachableNode,
  deadEnd,
  apiLoop,
  unknownNodeType,
  placeholderSyntax,
  undefinedEnvironmentValue,
  undefinedVariable,
  unsetResponseVariable,
  listPositionZero,
  missingBaseElement,
  sensitiveInUrl,
  expiredSuppression,
  suppressionWithoutReason,
  unknownRule,
  // Behind the two above, whose findings may be suppressed or hide others.
  unusedSuppression,
  invalidConfiguration,
  documentedStatusUnmapped,
  undocumentedStatus,
  observedStatusUnmapped,
  observedMediaType,
  observedVariableMissing,
];
