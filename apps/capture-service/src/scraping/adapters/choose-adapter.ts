import type { Adapter, PageMarks } from './adapter.ts';
import { ashby } from './ashby.ts';
import { generic } from './generic.ts';
import { greenhouse } from './greenhouse.ts';
import { icims } from './icims.ts';
import { lever } from './lever.ts';
import { smartrecruiters } from './smartrecruiters.ts';
import { workday } from './workday.ts';

const ADAPTERS: readonly Adapter[] = [greenhouse, workday, lever, ashby, smartrecruiters, icims];

/** The form's own frame counts more than the page around it: a careers page may bear marks of several systems. */
export function adapterFor(form: PageMarks, around: PageMarks = { urls: [], landmarks: [] }): Adapter {
  return ADAPTERS.find((adapter) => adapter.recognises(form)) ?? ADAPTERS.find((adapter) => adapter.recognises(around)) ?? generic;
}

/** By the name that a capture recorded. */
export function adapterNamed(name: string): Adapter {
  return ADAPTERS.find((adapter) => adapter.name === name) ?? generic;
}

/** Where the form of a posting is: its own address, unless the system is known to have the form beside it. */
export function formAddressOf(url: string): string {
  return URL.canParse(url) ? (adapterFor({ urls: [url], landmarks: [] }).formAddress?.(new URL(url)) ?? url) : url;
}
