/** What Spanish does to words when they meet: contractions, articles. Owns no text of its own. */

/** de + el → del */
export function de(name: string): string {
  return name.startsWith('el ') ? `del ${name.slice(3)}` : `de ${name}`;
}

/** a + el → al */
export function a(name: string): string {
  return name.startsWith('el ') ? `al ${name.slice(3)}` : `a ${name}`;
}

/** "las llamadas" → "llamadas": after a number no article stands. */
export function withoutArticle(name: string): string {
  return name.replace(/^(el|la|los|las) /, '');
}

/** "las 16:00", "la 01:00", "medianoche" */
export function clockHour(hour: string): string {
  if (hour === 'medianoche') return hour;
  return /^0?1(:|$)/.test(hour) ? `la ${hour}` : `las ${hour}`;
}

/** Weekdays that end in a vowel have a plural of their own: "los lunes", but "los sábados". */
export function pluralWeekday(day: string): string {
  return day.endsWith('s') ? day : `${day}s`;
}
