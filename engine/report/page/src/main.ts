// Builds the page from its data island, in the language that the address names.
//
// The address is the only memory: `#lang=en&section=why`. Nothing is stored and nothing is fetched.
import { element, user_text } from './elements';
import { fit_all } from './figure';

import type { Report } from './report_data';
import { Results } from './results';
import { answer } from './sections/answer';
import { assumptions } from './sections/assumptions';
import { budget } from './sections/budget';
import { certainty } from './sections/certainty';
import { flows } from './sections/flows';
import { gaps } from './sections/gaps';
import { indices } from './sections/indices';
import { paths } from './sections/paths';
import { places } from './sections/places';
import type { SectionName } from './sections/section';
import { why } from './sections/why';
import { View, type Language } from './view';

const sections: [SectionName, (view: View) => HTMLElement | null][] = [
  ['answer', answer], ['paths', paths], ['places', places], ['flows', flows], ['gaps', gaps], ['why', why], ['certainty', certainty], ['budget', budget], ['indices', indices], ['assumptions', assumptions]];

const island = document.getElementById('report-data');
const results = new Results(JSON.parse(island ? island.textContent || '' : '') as Report);
const chosen = new Map<string, string>();
let shown: Language | null = null;

function address(): { language: Language; section: string } {
  const said = new URLSearchParams(location.hash.slice(1)), asked = new URLSearchParams(location.search);
  const language = said.get('lang') || asked.get('lang') || document.documentElement.lang;
  return { language: language.startsWith('en') ? 'en' : 'zh', section: said.get('section') || '' };
}

function follow_address(): void {
  const { language, section } = address();
  if (language !== shown) {
    // The reader stays where they were reading.
    const before = reading_place();
    build(language);
    if (before) window.scrollBy(0, (document.getElementById(before.id) as HTMLElement).getBoundingClientRect().top - before.top);
  }
  const target = section ? document.getElementById(section) : null;
  if (target) {
    target.scrollIntoView();
    const heading = target.querySelector('h2');
    if (heading) heading.focus({ preventScroll: true });
  }
}

function reading_place(): { id: string; top: number } | null {
  const passed = [...document.querySelectorAll('main section')].filter(one => one.getBoundingClientRect().top < 120).pop();
  return passed ? { id: passed.id, top: passed.getBoundingClientRect().top } : null;
}

function build(language: Language): void {
  shown = language;
  const view = new View(results, language, chosen);
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  if (results.report.title) document.title = view.say(results.report.title);
  const made = sections.map(([name, make]) => ({ name, section: make(view) })).filter(({ section }) => section !== null);
  const links = made.map(({ name }) => element('li', {}, element('a', { href: `#lang=${language}&section=${name}` }, view.word(name))));
  const page = element('div', { class: 'page' },
    element('a', { class: 'skip', href: '#main', click: event => { event.preventDefault(); (document.getElementById('main') as HTMLElement).focus(); } }, view.word('skip')),
    bar(view), element('div', { class: 'columns' },
      element('nav', { class: 'side', 'aria-label': view.word('contents') }, element('ol', {}, links)),
      element('main', { id: 'main', tabindex: -1 }, head(view),
        element('details', { class: 'contents' }, element('summary', {}, view.word('contents')), element('ol', {}, links.map(link => link.cloneNode(true)))),
        made.map(({ section }) => section))));
  const old = document.querySelector('.page');
  if (old) old.replaceWith(page); else document.body.appendChild(page);
  fit_all();
}

function bar(view: View): HTMLElement {
  const other = (language: Language, name: string) => element('button', { type: 'button', lang: language === 'zh' ? 'zh-CN' : 'en', 'aria-pressed': String(view.language === language), 'data-language': language,
    click: () => {
      const { section } = address();
      history.replaceState(null, '', `#lang=${language}${section ? `&section=${section}` : ''}`);
      if (shown !== language) { const before = reading_place(); build(language); if (before) window.scrollBy(0, (document.getElementById(before.id) as HTMLElement).getBoundingClientRect().top - before.top); }
      const again = document.querySelector(`[data-language="${language}"]`);
      if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    } }, name);
  return element('header', { class: 'bar' }, element('div', { class: 'brand' }, element('span', { lang: 'zh-CN' }, '融合'), element('span', {}, 'Ronghe')),
    element('div', { class: 'bar-tools' },
      element('div', { class: 'switch', role: 'group', 'aria-label': view.word('language') }, other('zh', '中文'), other('en', 'English')),
      element('button', { type: 'button', class: 'print', click: () => window.print() }, view.word('print'))));
}

function head(view: View): HTMLElement {
  const { report } = view;
  const times = view.results.times, options = view.results.options().length;
  const last = view.moment(times[times.length - 1]);
  const question = view.say(report.question) || (options === 0 ? view.word('question_none', view.scenario_title(report.baseline), '', last)
    : options === 1 ? view.word('question_one', view.scenario_title(report.baseline), 1, last).replace('{1}', '')
    : view.word('question', view.scenario_title(report.baseline), options, last));
  const facts = [view.say(report.model.title, report.model.name), view.word('from_to', view.moment(times[0]), last), ...(report.prices === null ? [] : [view.word('prices_of', report.prices)])];
  return element('div', { class: 'head' }, element('p', { class: 'over' }, user_text(view.say(report.title) || view.word('report'))), element('h1', {}, user_text(question)),
    element('p', { class: 'under' }, facts.map((fact, i) => [i > 0 ? element('span', { class: 'dot', 'aria-hidden': 'true' }, ' · ') : null, user_text(fact)])));
}

// Charts are laid out anew for the paper, which is narrower than most screens.
function set_printing(printing: boolean): void {
  document.documentElement.classList.toggle('printing', printing);
  fit_all();
}

build(address().language);
if (address().section) follow_address();
window.addEventListener('hashchange', follow_address);
window.addEventListener('beforeprint', () => set_printing(true));
window.addEventListener('afterprint', () => set_printing(false));
