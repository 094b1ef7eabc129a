import type { LabelSource } from '@countersign/contracts';

/** How a question's controls are worked. `date_parts` is made from several others after reading. */
export type Widget =
  | 'input'
  | 'textarea'
  | 'rich_text'
  | 'select'
  /** A hidden native select that a script shows as something else and that carries the value (select2, chosen …). */
  | 'mirrored_select'
  | 'radio'
  | 'aria_radio'
  | 'checkbox'
  | 'aria_checkbox'
  | 'checkbox_group'
  | 'toggle'
  | 'file'
  /** An input that opens a list (react-select and its kind). */
  | 'combobox'
  /** A button that opens a list (Workday, Radix, Headless UI). */
  | 'listbox_button'
  /** A list that stands open on the page. */
  | 'listbox'
  | 'date_parts';

/** One choice as the page has it; `ref` is the control to work, for radios, checkboxes and toggles. */
export interface RawOption {
  label: string;
  value: string;
  ref: number | null;
  selected: boolean;
  /** The page itself says that it is no answer: empty value, or disabled and first. */
  placeholder: boolean;
}

export interface RawGroup {
  /** Number of the group element within this reading: equal for members of one group. */
  key: number;
  name: string;
}

/** What the page says about one question. Texts are as found: cleaning is done outside the page. */
export interface RawQuestion {
  ref: number;
  widget: Widget;
  inputType: string;
  role: string;
  /** name, id, and the attributes that applications give for tests, in the order of their durability. */
  attributes: { name: string; id: string; automation: string[] };
  autocomplete: string;
  placeholder: string;
  label: string;
  labelSource: LabelSource;
  /** A star or "required" stands in the label, also where it is hidden from the accessible name or drawn by CSS. */
  labelMarker: boolean;
  required: boolean;
  /** Outermost first. */
  groups: RawGroup[];
  /** The smallest box with other questions in it, when these are few: parts of one date stand so. */
  cluster: { key: number; size: number; label: string } | null;
  section: string;
  help: string;
  maxLength: number | null;
  accept: string;
  multiple: boolean;
  /** An input whose markup says that it only selects from its list: what is typed into it is a filter. */
  selectOnly?: boolean;
  /** A calendar belongs to it. */
  datePicker?: boolean;
  options: RawOption[];
  /** null: not known without opening the widget. */
  optionsKnown: boolean;
  value: RawValue;
  formKey: number;
  place: Place;
  /** An adapter knows that only a person may answer. */
  sensitive?: boolean;
  /** An adapter knows that one of several questions with this word must be answered, and none of them by itself. */
  requiredGroup?: string;
  /** For `date_parts`: which part each control holds, in the order of the page. */
  parts?: { part: DatePart; question: RawQuestion }[];
}
export type DatePart = 'day' | 'month' | 'year';

/** Where on the page it stands, when that says that it is no part of an application form. */
export type Place = 'form' | 'navigation' | 'footer' | 'aside' | 'search' | 'cookie_banner' | 'newsletter' | 'sign_in' | 'prefill';

/** Text of inputs; labels of what is chosen; true/false of a checkbox; the names of attached files. */
export type RawValue = string | string[] | boolean | { files: { name: string; sizeBytes: number }[] };

export interface RawButton {
  ref: number;
  text: string;
  /** submit, button, or link. */
  type: string;
  formKey: number;
  disabled: boolean;
  place: Place;
  /** Stands after the last question of the page. */
  last: boolean;
}

export interface RawFormElement {
  key: number;
  /** id, name, class, action and label together, for recognising search and newsletter forms. */
  description: string;
  hasPassword: boolean;
  heading: string;
}

/** What a button does: send the form, or go on to the next step. */
export type FormAction = 'submit' | 'continue';
/** What stands between the page and an application: material for a hand-off. */
export type Obstacle = 'sign_in' | 'captcha';

/** One frame. */
export interface RawFrame {
  url: string;
  title: string;
  questions: RawQuestion[];
  buttons: RawButton[];
  forms: RawFormElement[];
  /** Marks of a wizard, the most telling first. */
  steps: { current: number; total: number }[];
  captcha: boolean;
  /** Adapter hints: landmarks found in the DOM. */
  landmarks: string[];
  /** JSON that the page itself carries about its questions (Greenhouse), at most 1 MB. */
  schema: unknown;
  tooLarge: boolean;
}

/** What opening a list gave. */
export interface OpenedList {
  opened: boolean;
  options: { label: string; selected: boolean; disabled: boolean }[];
  multiple: boolean;
  /** The list could not be closed again. */
  leftOpen: boolean;
}

/** Limits of one reading. */
export const READ_LIMITS = { elements: 200_000, controls: 4_000, text: 4_000, options: 600 } as const;
