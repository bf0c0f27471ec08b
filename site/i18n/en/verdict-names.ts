/** What each verdict on an action is called; the pages of actions and the explorer say the same. */

export const verdictNames = {
  worked: 'Worked',
  small_but_real: 'Small but real',
  no_measurable_effect: 'No measurable effect',
  inconclusive: 'Inconclusive',
  made_it_worse: 'Made it worse',
  too_early: 'Too early to tell',
  registered_late: 'Registered late',
};
