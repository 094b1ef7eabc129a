/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { OpenedList, RawFrame, RawQuestion, RawValue } from '../raw-form.ts';
import { allElements, attribute, collapse, inAriaHidden } from './dom.ts';
import { isCalendarInput } from './controls.ts';
import { groupsAround, helpOf, isHeading, keyOf, placeOf, sectionOf } from './groups.ts';
import { clusterOf, isMarkedRequired, labelOf, type FoundLabel } from './labels.ts';
import { fillsOthers, hasCalendar, selectsOnly } from './kinds.ts';
import { isMultiple, pointerClick, readList } from './lists.ts';
import { collectButtons, describeForm, findLandmarks, findSteps, formOf, hasCaptcha, scopeOf } from './landmarks.ts';
import { withNatives } from './natives.ts';
import { nativeErrors, shownErrors, shownUnits, showsFileName, visibleLines, type ShownError } from './outcome.ts';
import { readSchema } from './schema.ts';
import { scanUnits, type Scan, type Unit } from './units.ts';
import { optionLabel, optionsOf, valueOf } from './values.ts';
import { chooseDialCode, chosenDay, hiddenCompanions, openReplacement, setCalendar, suggestedOptions } from './lookups.ts';
import { clickChoice, ensureClosed, locateOption, offeredOptions, removeOthers, setChoices, setSelect, setText } from './work.ts';

export interface ReaderLimits {
  elements: number;
  controls: number;
  text: number;
  options: number;
}

/** What one reading of a frame leaves in the page: the elements by number, so that they can be worked later. Nothing is written into the page. */
export interface Reader {
  elements: Element[];
  units: Map<number, Unit>;
  scan: Scan;
  limits: ReaderLimits;
  /** A {@link RawFrame} as JSON. */
  readText(): string;
  open(ref: number, waitMs: number): Promise<OpenedList>;
  value(ref: number): RawValue | null;
  /** Sets a text field through its native setter. */
  setText(ref: number, text: string): void;
  /** Native selects, radios, checkboxes and toggles: exactly these labels; false: not possible. */
  choose(ref: number, labels: readonly string[]): Promise<boolean>;
  /** Clicks a single checkbox once. */
  toggle(ref: number): Promise<void>;
  /** Opens a list and gives the wanted option a number; null: not offered. */
  locate(ref: number, label: string, waitMs: number): Promise<{ option: number | null; offered: string[]; opened: boolean }>;
  /** After typing into a list's input: what it offers. */
  offered(ref: number, waitMs: number): Promise<{ option: number; label: string }[]>;
  /** After typing into a plain input: what the page suggests; `bound`: it has hidden inputs that only a suggestion fills. */
  suggested(ref: number, waitMs: number): Promise<{ offered: { option: number; label: string }[]; bound: boolean }>;
  /** Opens what is drawn in the place of a select; the number of the input that searches in it. */
  openSearch(ref: number, waitMs: number): Promise<number | null>;
  /** Tells a calendar the date by its own interface; false: it has none that is known. */
  setDate(ref: number, isoDate: string): boolean;
  /** Where a country code stands beside a telephone number: chooses it; what is left to type. */
  dial(ref: number, number: string): Promise<string>;
  /** What an open calendar says of the day that it has chosen. */
  chosenDay(): string;
  clickOption(option: number): void;
  removeOthers(ref: number, labels: readonly string[]): Promise<void>;
  close(ref: number): Promise<void>;
  showsFile(ref: number, name: string): boolean;
  /** What stands on the page after a click, of these questions and beside them. */
  outcome(refs: readonly number[]): { errors: ShownError[]; native: ShownError[]; shown: number; units: number };
  lines(): string[];
}

export function createReader(limits: ReaderLimits): Reader {
  const reader = {
    elements: [] as Element[],
    units: new Map<number, Unit>(),
    scan: { units: [], unitsWithin: new Map(), owners: new Map(), order: new Map(), lengths: new Map(), keys: new Map() } as Scan,
    limits,
  } as Reader;
  return Object.assign(reader, readingMethods(reader), workingMethods(reader));
}

export function liveUnit(reader: Reader, ref: number): Unit | null {
  const unit = reader.units.get(ref);
  return unit !== undefined && unit.members.every((member) => member.isConnected) ? unit : null;
}

export function readingMethods(reader: Reader): Pick<Reader, 'readText' | 'open' | 'value' | 'outcome' | 'lines' | 'showsFile'> {
  return {
    readText: () => withNatives(() => JSON.stringify(readFrame(reader))),
    open: async (ref, waitMs) => {
      const control = liveUnit(reader, ref)?.members[0];
      if (control === undefined) return { opened: false, options: [], multiple: false, leftOpen: false };
      return readList(control, waitMs, reader.limits.options);
    },
    value: (ref) => {
      const unit = liveUnit(reader, ref);
      return unit === null ? null : withNatives(() => valueOf(unit, reader.scan));
    },
    outcome: (refs) => {
      const units = refs.map((ref) => [ref, reader.units.get(ref)] as const).filter((entry): entry is readonly [number, Unit] => entry[1] !== undefined);
      return { errors: shownErrors(units, reader.scan), native: nativeErrors(units), shown: shownUnits(units), units: units.length };
    },
    lines: () => visibleLines(),
    showsFile: (ref, name) => {
      const unit = liveUnit(reader, ref);
      return unit !== null && showsFileName(unit, name);
    },
  };
}

export function workingMethods(reader: Reader): Omit<Reader, 'readText' | 'open' | 'value' | 'outcome' | 'lines' | 'showsFile' | 'elements' | 'units' | 'scan' | 'limits'> {
  return {
    setText: (ref, text) => {
      const control = liveUnit(reader, ref)?.members[0];
      if (control !== undefined) setText(control, text);
    },
    choose: async (ref, labels) => {
      const unit = liveUnit(reader, ref);
      if (unit === null) return false;
      return /^(select|mirrored_select)$/.test(unit.widget) ? setSelect(unit.members[0] as HTMLSelectElement, labels) : setChoices(unit, reader.scan, labels);
    },
    toggle: async (ref) => {
      const control = liveUnit(reader, ref)?.members[0];
      if (control !== undefined) await clickChoice(control);
    },
    locate: async (ref, label, waitMs) => {
      const unit = liveUnit(reader, ref);
      if (unit === null) return { option: null, offered: [], opened: false };
      const { element, offered, opened } = await locateOption(unit, label, waitMs);
      return { option: element === null ? null : reader.elements.push(element) - 1, offered, opened };
    },
    offered: async (ref, waitMs) => {
      const control = reader.elements[ref];
      return numbered(reader, control?.isConnected ? await offeredOptions(control, waitMs) : []);
    },
    suggested: async (ref, waitMs) => {
      const control = reader.elements[ref];
      if (!control?.isConnected) return { offered: [], bound: false };
      const bound = hiddenCompanions(control).length > 0;
      return { offered: numbered(reader, await suggestedOptions(control, bound ? waitMs : waitMs / 4)), bound: bound && hiddenCompanions(control).every((input) => input.value === '') };
    },
    openSearch: async (ref, waitMs) => {
      const select = reader.elements[ref];
      const input = select?.isConnected ? await openReplacement(select, waitMs) : null;
      return input === null ? null : reader.elements.push(input) - 1;
    },
    setDate: (ref, isoDate) => {
      const control = reader.elements[ref];
      return control?.isConnected === true && setCalendar(control as HTMLInputElement, isoDate);
    },
    dial: async (ref, number) => {
      const control = reader.elements[ref];
      return control?.isConnected && control.localName === 'input' ? chooseDialCode(control as HTMLInputElement, number) : number;
    },
    chosenDay: () => chosenDay(),
    clickOption: (option) => {
      const element = reader.elements[option];
      if (element?.isConnected) pointerClick(element);
    },
    removeOthers: async (ref, labels) => {
      const unit = liveUnit(reader, ref);
      if (unit !== null) await removeOthers(unit, reader.scan, labels);
    },
    close: async (ref) => {
      const unit = liveUnit(reader, ref);
      if (unit !== null) await ensureClosed(unit);
    },
  };
}

export function numbered(reader: Reader, options: readonly Element[]): { option: number; label: string }[] {
  return options.slice(0, 50).map((option) => ({ option: reader.elements.push(option) - 1, label: optionLabel(option) }));
}

export function readFrame(reader: Reader): RawFrame {
  const elements = allElements(document, reader.limits.elements);
  const scan = scanUnits(elements);
  const tooLarge = elements.length >= reader.limits.elements || scan.units.length > reader.limits.controls;
  reader.elements = [];
  reader.units = new Map();
  reader.scan = scan;
  const refs = new Map<Element, number>();
  const refOf = (element: Element) => {
    const known = refs.get(element);
    if (known !== undefined) return known;
    refs.set(element, reader.elements.length);
    reader.elements.push(element);
    return reader.elements.length - 1;
  };
  const units = tooLarge ? [] : scan.units;
  const forms = new Map<Element | null, Unit[]>();
  for (const unit of units) forms.set(formOf(unit.ancestor), [...(forms.get(formOf(unit.ancestor)) ?? []), unit]);
  const scopes = new Map([...forms].map(([form, members]) => [form, scopeOf(members, form)]));
  const labels = new Map(units.map((unit) => [unit, labelOf(unit, scan)]));
  const labelElements = [...labels.values()].flatMap((label) => label.elements).filter((element) => isHeading(element) || element.querySelector('h2,h3,h4,h5,h6') !== null);
  const questions = units.map((unit) => readUnit(unit, { label: labels.get(unit) as FoundLabel, headings: labelElements }, scopes.get(formOf(unit.ancestor)) ?? document.documentElement, reader, refOf));
  return {
    url: location.href.slice(0, 2000),
    title: collapse(document.title).slice(0, 1000),
    questions,
    buttons: collectButtons(elements, scan, refOf),
    forms: [...forms.keys()].filter((form): form is Element => form !== null).map((form) => describeForm(form, scan)),
    steps: findSteps(elements),
    captcha: hasCaptcha(),
    landmarks: findLandmarks(),
    schema: readSchema(),
    tooLarge,
  };
}

export function readUnit(unit: Unit, { label, headings }: { label: FoundLabel; headings: readonly Element[] }, scope: Element, reader: Reader, refOf: (element: Element) => number): RawQuestion {
  const { scan, limits } = reader;
  const control = unit.members[0] as Element;
  const ref = refOf(control);
  reader.units.set(ref, unit);
  const cluster = clusterOf(unit, scan);
  const options = optionsOf(unit, scan, refOf, limits.options);
  const input = control as HTMLInputElement;
  return {
    ref,
    widget: unit.widget,
    inputType: isCalendarInput(control) ? 'calendar' : control.localName === 'input' ? input.type : control.localName,
    role: attribute(control, 'role'),
    attributes: attributesOf(unit, scan),
    autocomplete: attribute(control, 'autocomplete').slice(0, 100),
    placeholder: collapse(attribute(control, 'placeholder')).slice(0, 300),
    label: label.text.slice(0, limits.text),
    labelSource: label.source,
    labelMarker: isMarkedRequired(unit, label, scan),
    required: isRequired(unit, scan),
    groups: groupsAround(unit, scan).map((group) => ({ ...group, name: group.name.slice(0, 1000) })),
    cluster: cluster === null ? null : { key: keyOf(cluster.box, scan), size: cluster.size, label: cluster.label.slice(0, 300) },
    section: sectionOf(unit, scope, [...headings, ...label.elements], scan).slice(0, 1000),
    help: helpOf(unit, scan, label.elements),
    maxLength: Number(attribute(control, 'maxlength')) > 0 ? Number(attribute(control, 'maxlength')) : null,
    accept: attribute(control, 'accept').slice(0, 1000),
    multiple: (/^(select|mirrored_select)$/.test(unit.widget) && (control as HTMLSelectElement).multiple) || ((unit.widget === 'combobox' || unit.widget === 'listbox_button' || unit.widget === 'listbox') && isMultiple(control)),
    options: (options ?? []).map((option) => ({ ...option, label: option.label.slice(0, 1000), value: option.value.slice(0, 1000) })),
    optionsKnown: options !== null,
    selectOnly: unit.widget === 'combobox' && selectsOnly(control as HTMLInputElement),
    datePicker: unit.widget === 'input' && hasCalendar(control),
    value: valueOf(unit, scan),
    formKey: keyOf(formOf(unit.ancestor), scan),
    place: unit.widget === 'file' && fillsOthers(unit, label, scan) ? 'prefill' : placeOf(unit.ancestor),
  };
}

/** The names an application gives: of the control, or of the box around it alone. */
export function attributesOf(unit: Unit, scan: Scan): { name: string; id: string; automation: string[] } {
  const control = unit.optionSource ?? (unit.members[0] as Element);
  const names = ['data-automation-id', 'data-fkit-id', 'data-field-path', 'data-qa', 'data-testid', 'data-test', 'data-cy'];
  const automation: string[] = [];
  for (const element of [control, ...boxesAround(unit, scan)]) {
    for (const name of names) if (element.hasAttribute(name)) automation.push(attribute(element, name).slice(0, 200));
  }
  const id = unit.members.length === 1 ? attribute(control, 'id') : '';
  const name = unit.optionSource !== null || unit.members.every((member) => attribute(member, 'name') === attribute(control, 'name')) ? attribute(control, 'name') : '';
  return { name: name.slice(0, 300), id: id.slice(0, 300), automation: automation.slice(0, 6) };
}

export function boxesAround(unit: Unit, scan: Scan): Element[] {
  const within = (box: Element) => scan.unitsWithin.get(box) ?? 0;
  const boxes: Element[] = [];
  for (let box = unit.ancestor.parentElement, level = 0; box !== null && level < 4 && box.localName !== 'form'; box = box.parentElement, level += 1) {
    if (within(box) > 1 || box.querySelectorAll('input:not([type=hidden]),select,textarea').length > Math.max(unit.members.length, 1)) break;
    boxes.push(box);
  }
  return boxes;
}

/** `required` of the control, of its ARIA group, or of a hidden mirror that stands for it. */
export function isRequired(unit: Unit, scan: Scan): boolean {
  const says = (element: Element) => element.hasAttribute('required') || attribute(element, 'aria-required') === 'true';
  if (unit.widget === 'checkbox_group') return unit.members.every(says) || attribute(unit.ancestor, 'aria-required') === 'true';
  if (unit.members.some(says)) return true;
  const group = unit.ancestor.closest('[role=radiogroup],[role=group],fieldset');
  if (unit.members.length > 1 && group !== null && attribute(group, 'aria-required') === 'true') return true;
  if (unit.optionSource !== null && says(unit.optionSource)) return true;
  const boxes = boxesAround(unit, scan).slice(0, 3);
  return boxes.some((box) => [...box.querySelectorAll('input[required],select[required],textarea[required]')].some((mirror) => !unit.members.includes(mirror) && (inAriaHidden(mirror) || attribute(mirror, 'tabindex') === '-1')));
}
