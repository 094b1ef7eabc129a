import * as accessibleName from './page-script/accessible-name.ts';
import * as checkboxes from './page-script/checkboxes.ts';
import * as controls from './page-script/controls.ts';
import * as dom from './page-script/dom.ts';
import * as groups from './page-script/groups.ts';
import * as kinds from './page-script/kinds.ts';
import * as labels from './page-script/labels.ts';
import * as landmarks from './page-script/landmarks.ts';
import * as lists from './page-script/lists.ts';
import * as lookups from './page-script/lookups.ts';
import * as natives from './page-script/natives.ts';
import * as outcome from './page-script/outcome.ts';
import * as personNeeded from './page-script/person-needed.ts';
import * as reader from './page-script/reader.ts';
import * as schema from './page-script/schema.ts';
import * as shownAnswers from './page-script/shown-answers.ts';
import * as units from './page-script/units.ts';
import * as values from './page-script/values.ts';
import * as work from './page-script/work.ts';

const parts: readonly object[] = [dom, accessibleName, controls, checkboxes, units, groups, kinds, labels, values, lists, landmarks, schema, work, lookups, outcome, natives, personNeeded, shownAnswers, reader];

/**
 * The functions of page-script/ as one expression for the page, without a bundler: each is written down by its own source
 * text, so they may use one another and the DOM, nothing else (no constants of a module, no imports of values).
 * Every function of those files is exported for that reason.
 */
export function pageScript(expression: string): string {
  const functions = parts.flatMap((part) => Object.values(part)).filter((value): value is (...parameters: never[]) => unknown => typeof value === 'function');
  return `(() => {\n'use strict';\n${functions.map(String).join('\n')}\nreturn ${expression};\n})()`;
}
