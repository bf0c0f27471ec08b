/** What each verdict on an action is called, in French. */

export const verdictNames = {
  worked: 'A réussi',
  small_but_real: 'Petit mais réel',
  no_measurable_effect: 'Sans effet mesurable',
  inconclusive: 'Non concluant',
  made_it_worse: 'A aggravé la situation',
  too_early: 'Trop tôt pour le dire',
  registered_late: 'Enregistrée trop tard',
};
