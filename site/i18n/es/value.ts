/** Lo que dice la página sobre el valor de una cuenta por contacto. */
export const value = {
  value: {
    kicker: 'Valor de una cuenta típica por contacto medio',
    kickerIndex: 'Valor de una cuenta típica por contacto medio, como índice',
    heading: (amount: string) => `Una cuenta típica aporta ${amount} al año por contacto medio`,
    headingIndex: (index: string, year: string) =>
      `El valor de una cuenta por contacto está en ${index}, con ${year} como 100`,
    headingNone: {
      few_accounts: 'Hay muy pocas cuentas para decir cuánto vale una por contacto',
      one_account: 'Una sola cuenta pesa tanto que el valor por contacto no se dice',
      no_contacts: 'Ninguna cuenta se puso en contacto, así que no hay valor por contacto',
      no_base: 'El año base no tiene cifras, así que el índice no puede decirse',
      not_said: 'El valor por contacto no se dice',
    },
    reasons: {
      few_accounts: 'Las cifras empiezan con 100 cuentas, para que nada hable de una sola.',
      one_account: 'Una cuenta reúne más de la mitad de la suma, que hablaría de ella.',
      no_contacts: 'Nadie se puso en contacto ese año.',
      no_base: 'Un índice necesita cifras del año que vale 100.',
      not_said: 'La empresa no lo ha indicado.',
    },
    short: {
      few_accounts: 'muy pocas',
      one_account: 'domina una cuenta',
      no_contacts: 'sin contactos',
      no_base: 'sin año base',
      not_said: 'no indicado',
    },
    typical: (amount: string, contacts: string) =>
      `La cuenta que queda en medio de todas aporta ${amount} al año, y las cuentas se ponen en contacto de media ${contacts} veces al año.`,
    fromMeans: (amount: string) => `Todo lo aportado entre todos los contactos da ${amount}.`,
    cost: (amount: string) => `Un contacto cuesta ${amount}.`,
    ratio: (times: string) => `Eso es ${times} veces lo que cuesta un contacto.`,
    times: (ratio: string) => `${ratio} ×`,
    rowTypical: (month: string) => `Típico, ${month}`,
    rowMeans: (month: string) => `Con medias, ${month}`,
    rowCost: (month: string) => `Coste, ${month}`,
    meaning:
      'La mitad de las cuentas aporta al año más que la típica y la otra mitad, menos. La cifra hecha con medias sube por unas pocas cuentas grandes, y es la que se compara con el coste total.',
    not: 'No es lo que vale un contacto, y ningún contacto crea ese valor: cuando algo falla, la gente se pone más en contacto y la cifra baja aunque ninguna cuenta haya cambiado.',
    inclusion: (included: string, young: string, closed: string) =>
      `Contadas: ${included} cuentas, redondeadas a 5. Fuera: las de menos de 90 días, ${young}; las cerradas hace un año o más, ${closed}.`,
    few: 'pocas',
    underYear: (share: string) =>
      `El ${share} de las cuentas tiene menos de un año; lo que aportaron cuenta como lo de un año entero.`,
    band: (confidence: string) =>
      `La banda clara contiene el punto medio de todas las cuentas así con una confianza del ${confidence}.`,
    dominated:
      'Una cuenta reúne más de la mitad de lo aportado: la cifra hecha con medias se oculta, porque hablaría de esa cuenta.',
    noMoney: 'La empresa publica cómo cambia el valor, y ningún importe.',
    rounded: 'Los importes se dan con dos cifras significativas; margen tras costes directos.',
    kept: 'Las cuentas se cuentan y no se guardan: de ellas solo quedan sumas y valores medios.',
    table: 'Valor de las cuentas y contactos, según el día al que se refieren',
    tableIndex: (year: string) =>
      `Valor de las cuentas y contactos; en las columnas de valor, ${year} es 100`,
    columns: {
      knownBy: 'A fecha de',
      accountValue: 'Cuenta al año',
      contacts: 'Contactos al año',
      perContact: 'Por contacto',
      meanBased: 'Con medias',
      cost: 'Coste de un contacto',
      ratio: 'Valor entre coste',
    },
    absentHeading: 'No se conoce cuánto vale una cuenta por contacto',
    absent: 'La empresa no ha publicado cifras sobre sus cuentas.',
  },
  avoidable: {
    kicker: 'Contactos causados por un fallo',
    heading: (cost: string) => `Los contactos causados por un fallo cuestan unos ${cost} al año`,
    headingShare: (share: string) => `Un fallo causó el ${share} de los contactos examinados`,
    standfirst: (contacts: string, judged: string, from: string, to: string) =>
      `Del ${from} al ${to}, ${contacts} de ${judged} contactos examinados no habrían hecho falta si todo hubiera salido bien.`,
    note: 'Es lo máximo que podría ahorrar eliminar las causas: parte del coste se queda aunque los contactos desaparezcan.',
    partial: 'De parte de un año no hay registros, o algo está oculto: su recuento se queda corto.',
    formula:
      'Contactos que se juzgaron causados por un fallo × coste de un contacto. Los que nadie examinó no entran.',
    formulaIndex: 'Los contactos que nadie examinó no entran. No se publica ningún importe.',
    yearTo: (month: string) => `Hasta ${month}`,
    contacts: (count: string) => `${count} contactos`,
    beside: (share: string) => `contactos, ${share}`,
    besideCost: (amount: string) => `contactos costaron ${amount}`,
    table: 'Contactos causados por un fallo, por año',
    column: 'Periodo',
    count: 'Causados por un fallo',
    judged: 'Examinados',
    share: 'Proporción',
    costColumn: 'Coste',
    absentHeading: 'No se conoce cuántos contactos causó un fallo',
    absent: 'No se examinó ningún contacto del año de las cuentas.',
  },
};
