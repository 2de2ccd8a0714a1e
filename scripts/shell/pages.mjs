// What every page of the site has to keep: a strict content security policy, and nothing in the HTML that breaks it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.mjs';

const RULES = [
  { broken: (html) => !/<meta[^>]+http-equiv="Content-Security-Policy"/i.test(html), says: 'has no Content-Security-Policy meta tag' },
  { broken: (html) => /'unsafe-(inline|eval)'/.test(html), says: 'allows unsafe-inline or unsafe-eval' },
  { broken: (html) => /<script(?![^>]*\ssrc=)[^>]*>/i.test(html), says: 'has an inline script' },
  { broken: (html) => /<style[\s>]/i.test(html), says: 'has an inline style sheet' },
  { broken: (html) => /<[a-z][^>]*\s(style|on[a-z]+)=/i.test(html), says: 'has an inline style or event handler' },
  { broken: (html) => /\s(src|href)="\//i.test(html), says: 'has an absolute path, which breaks in a sub-folder' },
];

/** Checks the HTML pages at the top of the site. */
export function checkPages(site) {
  const findings = readdirSync(site)
    .filter((name) => name.endsWith('.html'))
    .flatMap((name) => {
      const html = readFileSync(join(site, name), 'utf8').replace(/<!--[\s\S]*?-->/g, '');
      return RULES.filter(({ broken }) => broken(html)).map(({ says }) => `${name} ${says}`);
    });
  if (findings.length === 0) return;
  throw new Failure('a page breaks its rules', { output: findings.join('\n'), advice: 'mend the page in static/' });
}
