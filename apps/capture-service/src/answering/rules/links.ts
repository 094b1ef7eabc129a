import { isAboutSomebodyElse } from '../asked.ts';
import type { CandidateFacts } from '../candidate.ts';
import { evidence, fromResume, type Finding, type Rule } from '../finding.ts';
import { basics, profiles } from '../resume.ts';

interface Network {
  readonly name: string;
  readonly words: string;
  readonly host: RegExp;
  /** The address of a user, where it follows from the name alone. */
  readonly address?: (username: string) => string;
}
const NETWORKS: readonly Network[] = [
  { name: 'LinkedIn', words: 'linked ?in', host: /(^|\.)linkedin\.com$/, address: (username) => `https://www.linkedin.com/in/${username}` },
  { name: 'GitHub', words: 'git ?hub', host: /^(www\.)?github\.com$/, address: (username) => `https://github.com/${username}` },
  { name: 'GitLab', words: 'git ?lab', host: /^(www\.)?gitlab\.com$/, address: (username) => `https://gitlab.com/${username}` },
  { name: 'Twitter', words: 'twitter|x twitter|twitter x|twitter/x|x/twitter|x formerly twitter', host: /^(www\.|mobile\.)?(twitter|x)\.com$/, address: (username) => `https://twitter.com/${username}` },
  { name: 'Stack Overflow', words: 'stack ?overflow', host: /^stackoverflow\.com$/ },
  { name: 'Dribbble', words: 'dribbble', host: /^(www\.)?dribbble\.com$/, address: (username) => `https://dribbble.com/${username}` },
  { name: 'XING', words: 'xing', host: /^(www\.)?xing\.com$/, address: (username) => `https://www.xing.com/profile/${username}` },
  { name: 'Kaggle', words: 'kaggle', host: /^(www\.)?kaggle\.com$/, address: (username) => `https://www.kaggle.com/${username}` },
  { name: 'Medium', words: 'medium', host: /(^|\.)medium\.com$/ },
  { name: 'Instagram', words: 'instagram', host: /^(www\.)?instagram\.com$/, address: (username) => `https://www.instagram.com/${username}` },
  { name: 'Facebook', words: 'facebook', host: /^(www\.|m\.)?facebook\.com$/ },
  { name: 'YouTube', words: 'you ?tube', host: /^(www\.)?youtube\.com$/ },
  { name: 'Google Scholar', words: 'google scholar', host: /^scholar\.google\.[a-z.]+$/ },
  { name: 'Hugging Face', words: 'hugging ?face', host: /^huggingface\.co$/, address: (username) => `https://huggingface.co/${username}` },
  { name: 'Behance', words: 'behance', host: /^(www\.)?behance\.net$/, address: (username) => `https://www.behance.net/${username}` },
];
const PREFIX = '(?:(?:a )?(?:link|url|web address|address)(?:s)? (?:to|of|for) )?(?:your |my |the )?(?:personal |public )?';
const SUFFIX = '(?: (?:profile|account|page|public profile))?(?: (?:url|link|address|web address|website|profile url|or other public code repository))?';
const PATTERNS = NETWORKS.map((network) => ({
  network,
  address: new RegExp(`^${PREFIX}(?:${network.words})${SUFFIX}$`),
  username: new RegExp(`^(?:your )?(?:${network.words}) (?:user ?name|handle|user id)$`),
}));
const WEBSITE = /^((link|url) (to|of|for) )?(your )?(personal |professional |own |other |online )?(website|web ?site|site|web ?page|home ?page|portfolio)( website| site| page)?( url| link| address)?$|^(personal |online )?(website|portfolio)( or |\/)(personal )?(website|portfolio|blog)( url| link)?$/;

/** Profiles of the candidate in networks, and their own website. */
export const linkRule: Rule = (asked, { resume }) => {
  const { core, sectionKind } = asked;
  if (sectionKind !== 'applicant' || isAboutSomebodyElse(asked)) return undefined;
  const whole = linkOf(core, resume);
  if (whole.isLink) return whole.found;
  // "GitHub or portfolio": all of it asks for a link, and any of them will do.
  const BLOG = /^(?:personal )?blog$/;
  const parts = core.replace(/^(?:(?:link|url)s? (?:to|of|for) )(?:your |my )?/, '').split(/\/| or /).filter((part, _, all) => all.length < 3 || !BLOG.test(part.trim())).map((part) => linkOf(part.trim(), resume));
  if (parts.length < 2 || !parts.every(({ isLink }) => isLink)) return undefined;
  const found = parts.find((part) => part.found !== undefined)?.found;
  return found && { ...found, confidence: 'medium' };
};

/** Whether a label asks for a link, and the link. */
function linkOf(core: string, resume: CandidateFacts['resume']): { readonly isLink: boolean; readonly found?: Finding | undefined } {
  for (const { network, address, username } of PATTERNS) {
    if (username.test(core)) return { isLink: true, found: usernameOf(resume, network) };
    if (address.test(core)) return { isLink: true, found: addressOf(resume, network) };
  }
  if (!WEBSITE.test(core)) return { isLink: false };
  return { isLink: true, found: fromResume(basics(resume, 'url', 'website'), core.startsWith('other') ? 'low' : 'high') };
}

function profileIn(resume: CandidateFacts['resume'], network: Network) {
  const found = profiles(resume).filter(({ network: name, url }) => new RegExp(`^(?:${network.words})$`, 'i').test(name) || (name === '' && network.host.test(hostOf(url))));
  return found.length === 1 ? found[0] : undefined;
}

function addressOf(resume: CandidateFacts['resume'], network: Network): Finding | undefined {
  const profile = profileIn(resume, network);
  if (!profile) return undefined;
  // The address of the network itself is nobody's profile.
  if (network.host.test(hostOf(profile.url)) && /^[^/]+\/[^/?#]/.test(profile.url.replace(/^https?:\/\//, ''))) {
    return fromResume({ path: `${profile.path}.url`, text: profile.url });
  }
  if (!network.address || !/^@?[\w.-]{1,100}$/.test(profile.username)) return undefined;
  const summary = `The address follows from the user name in ${profile.path}.username of the resume`;
  return { text: network.address(profile.username.replace(/^@/, '')), source: 'profile', confidence: 'medium', evidence: evidence(summary, [{ path: `${profile.path}.username`, text: profile.username }]) };
}

function usernameOf(resume: CandidateFacts['resume'], network: Network): Finding | undefined {
  const profile = profileIn(resume, network);
  return profile && fromResume({ path: `${profile.path}.username`, text: profile.username });
}

function hostOf(url: string): string {
  return (/^(?:https?:\/\/)?([^/?#:]+)/i.exec(url)?.[1] ?? '').toLowerCase();
}
