/** A text of the resume with the JSON path it stands at, e.g. `work[0].highlights[2]`. */
export interface Passage {
  readonly path: string;
  readonly text: string;
}
/** A date as a resume writes it: a year, a month or a day. `month` is 1..12. */
export interface ResumeDate {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}
export interface Job {
  readonly path: string;
  readonly company: Passage | undefined;
  readonly position: Passage | undefined;
  readonly location: Passage | undefined;
  readonly summary: Passage | undefined;
  readonly start: ResumeDate | undefined;
  /** undefined: no end is given, so it goes on. */
  readonly end: ResumeDate | undefined;
  /** Everything that tells what was done there. */
  readonly passages: readonly Passage[];
}
export interface Schooling {
  readonly path: string;
  readonly institution: Passage | undefined;
  readonly studyType: Passage | undefined;
  readonly area: Passage | undefined;
  readonly score: Passage | undefined;
  readonly start: ResumeDate | undefined;
  readonly end: ResumeDate | undefined;
}
export interface Profile {
  readonly path: string;
  readonly network: string;
  readonly username: string;
  readonly url: string;
}
export interface Skill {
  readonly name: Passage;
  readonly level: string;
  readonly keywords: readonly Passage[];
}
export interface Language {
  readonly language: Passage;
  readonly fluency: string;
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.map((item) => (isObject(item) ? item : {})) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** A text of `parent`, under the first of the names that has one; older resumes use other names than the schema. */
function passage(parent: unknown, path: string, ...names: string[]): Passage | undefined {
  if (!isObject(parent)) return undefined;
  const name = names.find((candidate) => textOf(parent[candidate]) !== '');
  return name === undefined ? undefined : { path: `${path}.${name}`, text: textOf(parent[name]) };
}

function list(parent: Json, path: string, name: string): Passage[] {
  const items = parent[name];
  return Array.isArray(items) ? items.flatMap((item, index) => (textOf(item) ? [{ path: `${path}.${name}[${index}]`, text: textOf(item) }] : [])) : [];
}

const present = (...passages: (Passage | undefined)[]): Passage[] => passages.filter((found) => found !== undefined);

export function resumeDate(value: unknown): ResumeDate | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(textOf(value));
  if (!match) return undefined;
  const month = match[2] ? Number(match[2]) : undefined;
  if (month !== undefined && (month < 1 || month > 12)) return undefined;
  return { year: Number(match[1]), ...(month ? { month } : {}), ...(match[3] ? { day: Number(match[3]) } : {}) };
}

export function basics(resume: Json, ...names: string[]): Passage | undefined {
  return passage(resume['basics'], 'basics', ...names);
}

export function location(resume: Json, name: string): Passage | undefined {
  return isObject(resume['basics']) ? passage(resume['basics']['location'], 'basics.location', name) : undefined;
}

export function profiles(resume: Json): Profile[] {
  const parent = resume['basics'];
  return objects(isObject(parent) ? parent['profiles'] : undefined).map((profile, index) => ({
    path: `basics.profiles[${index}]`, network: textOf(profile['network']), username: textOf(profile['username']), url: textOf(profile['url']),
  }));
}

/** The jobs, latest first: those that go on, then by their end, then by their start. */
export function jobs(resume: Json): Job[] {
  return objects(resume['work']).map((job, index): Job => {
    const path = `work[${index}]`;
    const position = passage(job, path, 'position');
    const summary = passage(job, path, 'summary');
    return {
      path, position, summary,
      company: passage(job, path, 'name', 'company'),
      location: passage(job, path, 'location'),
      start: resumeDate(job['startDate']),
      end: resumeDate(job['endDate']),
      passages: [...present(position, summary, passage(job, path, 'description')), ...list(job, path, 'highlights'), ...list(job, path, 'keywords')],
    };
  }).sort(latestFirst);
}

export function schoolings(resume: Json): Schooling[] {
  return objects(resume['education']).map((school, index): Schooling => {
    const path = `education[${index}]`;
    return {
      path,
      institution: passage(school, path, 'institution'),
      studyType: passage(school, path, 'studyType'),
      area: passage(school, path, 'area'),
      score: passage(school, path, 'score', 'gpa'),
      start: resumeDate(school['startDate']),
      end: resumeDate(school['endDate']),
    };
  }).sort(latestFirst);
}

export function skills(resume: Json): Skill[] {
  return objects(resume['skills']).flatMap((skill, index) => {
    const path = `skills[${index}]`;
    const name = passage(skill, path, 'name');
    return name ? [{ name, level: textOf(skill['level']), keywords: list(skill, path, 'keywords') }] : [];
  });
}

export function languages(resume: Json): Language[] {
  return objects(resume['languages']).flatMap((item, index) => {
    const language = passage(item, `languages[${index}]`, 'language');
    return language ? [{ language, fluency: textOf(item['fluency']) }] : [];
  });
}

/** One text of each item of a section: the names of certificates, say. */
export function titles(resume: Json, section: string, name: string): Passage[] {
  return objects(resume[section]).flatMap((item, index) => present(passage(item, `${section}[${index}]`, name)));
}

/** What was done outside of jobs: projects, volunteer work, certificates. */
export function otherPassages(resume: Json): Passage[] {
  const from = (section: string, names: string[], lists: string[]) =>
    objects(resume[section]).flatMap((item, index) => {
      const path = `${section}[${index}]`;
      return [...names.flatMap((name) => present(passage(item, path, name))), ...lists.flatMap((name) => list(item, path, name))];
    });
  return [
    ...from('projects', ['description', 'summary'], ['highlights', 'keywords']),
    ...from('volunteer', ['position', 'summary'], ['highlights']),
    ...from('certificates', ['name'], []),
  ];
}

function latestFirst(a: { start?: ResumeDate | undefined; end?: ResumeDate | undefined }, b: typeof a): number {
  return order(b.end, 9999) - order(a.end, 9999) || order(b.start, 0) - order(a.start, 0);
}

function order(date: ResumeDate | undefined, missing: number): number {
  return (date?.year ?? missing) * 10_000 + (date?.month ?? 0) * 100 + (date?.day ?? 0);
}
