/** Ce que dit la page sur la valeur d’un compte par contact. */
export const value = {
  value: {
    kicker: 'Valeur d’un compte typique par contact moyen',
    kickerIndex: 'Valeur d’un compte typique par contact moyen, en indice',
    heading: (amount: string) => `Un compte typique rapporte ${amount} par an et par contact moyen`,
    headingIndex: (index: string, year: string) =>
      `La valeur d’un compte par contact est à ${index}, pour 100 en ${year}`,
    headingNone: {
      few_accounts: 'Trop peu de comptes pour dire ce que vaut un compte par contact',
      one_account: 'Un seul compte pèse tant que la valeur par contact n’est pas dite',
      no_contacts: 'Aucun compte n’a pris contact\u00a0: il n’y a pas de valeur par contact',
      no_base: 'L’année de base n’a pas de chiffres\u00a0: l’indice ne peut être dit',
      not_said: 'La valeur par contact n’est pas dite',
    },
    reasons: {
      few_accounts: 'Les chiffres commencent à 100 comptes, pour que rien ne parle d’un seul.',
      one_account: 'Un compte réunit plus de la moitié de la somme, qui parlerait de lui.',
      no_contacts: 'Personne n’a pris contact cette année-là.',
      no_base: 'Un indice a besoin de chiffres pour l’année qui vaut 100.',
      not_said: 'L’entreprise ne l’a pas indiqué.',
    },
    short: {
      few_accounts: 'trop peu',
      one_account: 'un compte domine',
      no_contacts: 'aucun contact',
      no_base: 'pas d’année de base',
      not_said: 'non indiqué',
    },
    typical: (amount: string, contacts: string) =>
      `Le compte du milieu rapporte ${amount} par an, et un compte prend contact ${contacts} fois par an en moyenne.`,
    fromMeans: (amount: string) => `Tous les gains par tous les contacts font ${amount}.`,
    cost: (amount: string) => `Un contact coûte ${amount}.`,
    ratio: (times: string) => `C’est ${times} fois ce que coûte un contact.`,
    times: (ratio: string) => `${ratio} ×`,
    rowTypical: (month: string) => `Typique, ${month}`,
    rowMeans: (month: string) => `Par moyennes, ${month}`,
    rowCost: (month: string) => `Coût, ${month}`,
    meaning:
      'La moitié des comptes rapporte plus par an que le compte typique, l’autre moitié moins. Le chiffre tiré des moyennes est tiré vers le haut par quelques grands comptes\u202f; c’est lui qui se compare au coût total.',
    not: 'Ce n’est pas ce que vaut un contact, et aucun contact ne crée cette valeur\u00a0: quand quelque chose va mal, on prend contact plus souvent, et le chiffre baisse sans qu’aucun compte ait changé.',
    inclusion: (included: string, young: string, closed: string) =>
      `Comptés\u00a0: ${included} comptes, à 5 près. Exclus\u00a0: ceux de moins de 90 jours, ${young}\u202f; ceux fermés depuis un an ou plus, ${closed}.`,
    few: 'peu',
    underYear: (share: string) =>
      `${share} des comptes ont moins d’un an\u202f; leurs gains comptent comme ceux d’une année entière.`,
    band: (confidence: string) =>
      `La bande claire contient le milieu de tous les comptes de ce genre avec une confiance de ${confidence}.`,
    dominated:
      'Un compte réunit plus de la moitié des gains\u00a0: le chiffre tiré des moyennes est masqué, car il parlerait de ce compte.',
    noMoney: 'L’entreprise publie comment la valeur évolue, et aucun montant.',
    rounded: 'Les montants sont donnés à deux chiffres significatifs\u202f; marge après coûts directs.',
    kept: 'Les comptes sont comptés et non gardés\u00a0: il n’en reste que des sommes et des valeurs médianes.',
    table: 'Valeur des comptes et contacts, selon le jour où ils étaient connus',
    tableIndex: (year: string) =>
      `Valeur des comptes et contacts\u202f; dans les colonnes de valeur, ${year} vaut 100`,
    columns: {
      knownBy: 'Connu le',
      accountValue: 'Compte par an',
      contacts: 'Contacts par an',
      perContact: 'Par contact',
      meanBased: 'Par moyennes',
      cost: 'Coût d’un contact',
      ratio: 'Valeur sur coût',
    },
    absentHeading: 'Ce que vaut un compte par contact n’est pas connu',
    absent: 'L’entreprise n’a publié aucun chiffre sur ses comptes.',
  },
  avoidable: {
    kicker: 'Contacts causés par une défaillance',
    heading: (cost: string) => `Les contacts causés par une défaillance coûtent environ ${cost} par an`,
    headingShare: (share: string) => `Une défaillance a causé ${share} des contacts examinés`,
    standfirst: (contacts: string, judged: string, from: string, to: string) =>
      `Du ${from} au ${to}, ${contacts} contacts sur ${judged} examinés n’auraient pas été nécessaires si tout s’était bien passé.`,
    note: 'C’est ce que supprimer les causes pourrait épargner au plus\u00a0: une part du coût reste quand les contacts disparaissent.',
    partial:
      'Une partie d’une année est sans enregistrements, ou en partie masquée\u00a0: son nombre est trop bas.',
    formula:
      'Contacts jugés causés par une défaillance × coût d’un contact. Ceux que personne n’a examinés n’y sont pas.',
    formulaIndex: 'Les contacts que personne n’a examinés n’y sont pas. Aucun montant n’est publié.',
    yearTo: (month: string) => `Jusqu’en ${month}`,
    contacts: (count: string) => `${count} contacts`,
    beside: (share: string) => `contacts, ${share}`,
    besideCost: (amount: string) => `contacts ont coûté ${amount}`,
    table: 'Contacts causés par une défaillance, par année',
    column: 'Période',
    count: 'Causés par une défaillance',
    judged: 'Examinés',
    share: 'Part',
    costColumn: 'Coût',
    absentHeading: 'On ne sait pas combien de contacts une défaillance a causés',
    absent: 'Aucun contact n’a été examiné dans l’année des comptes.',
  },
};
