/** What each verdict on an action is called, in Spanish. */

export const verdictNames = {
  worked: 'Funcionó',
  small_but_real: 'Pequeño pero real',
  no_measurable_effect: 'Sin efecto medible',
  inconclusive: 'No concluyente',
  made_it_worse: 'Lo empeoró',
  too_early: 'Demasiado pronto',
  registered_late: 'Registrada tarde',
};
