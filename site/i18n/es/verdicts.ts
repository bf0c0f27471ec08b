/** What is said of whether an action worked, in Spanish. */
import type { Translation, Words } from '../translation.ts';
import { withoutArticle } from './grammar.ts';
import { verdictNames } from './verdict-names.ts';

export const verdicts: Translation<Pick<Words, 'verdicts'>> = {
  verdicts: {
    names: verdictNames,
    counted: {
      worked: (n: number) => (n === 1 ? '1 funcionó' : `${n} funcionaron`),
      small_but_real: (n: number) =>
        n === 1 ? '1 tuvo un efecto pequeño pero real' : `${n} tuvieron un efecto pequeño pero real`,
      no_measurable_effect: (n: number) =>
        n === 1 ? '1 no tuvo efecto medible' : `${n} no tuvieron efecto medible`,
      inconclusive: (n: number) => (n === 1 ? '1 no es concluyente' : `${n} no son concluyentes`),
      made_it_worse: (n: number) => (n === 1 ? '1 lo empeoró' : `${n} lo empeoraron`),
      too_early: (n: number) =>
        n === 1 ? 'de 1 es demasiado pronto para saberlo' : `de ${n} es demasiado pronto para saberlo`,
      registered_late: (n: number) =>
        n === 1 ? '1 se registró tarde y no se juzga' : `${n} se registraron tarde y no se juzgan`,
    },
    heading: (total: number, parts: string) => `De ${total} medidas, ${parts}`,
    one: {
      worked: 'La única medida registrada funcionó',
      small_but_real: 'La única medida registrada tuvo un efecto pequeño pero real',
      no_measurable_effect: 'La única medida registrada no tuvo efecto medible',
      inconclusive: 'De la única medida registrada no puede saberse si funcionó',
      made_it_worse: 'La única medida registrada empeoró las cosas',
      too_early: 'De la única medida registrada es demasiado pronto para saberlo',
      registered_late: 'La única medida se registró tarde y no se juzga',
    },
    intro:
      'Cada medida debía registrarse, con lo que tenía que cambiar, antes de comenzar. Se juzga a las 4, 13 y 26 semanas completas, nunca entre medias, y con la misma regla; todos los veredictos se muestran igual, digan lo que digan.',
    none: (count: number) =>
      count === 0
        ? 'De ninguna consta que no tuviera efecto, o que lo tuviera malo.'
        : count === 1
          ? 'Una de ellas no tuvo efecto medible, o lo tuvo malo.'
          : `${count} de ellas no tuvieron efecto medible, o lo tuvieron malo.`,
    lead: {
      worked: (weeks: number, change: string) => `Funcionó: a las ${weeks} semanas, ${change}.`,
      small_but_real: (weeks: number, change: string) =>
        `Tuvo efecto, pero menor de lo que habría merecido la pena: a las ${weeks} semanas, ${change}.`,
      no_measurable_effect: (weeks: number, change: string) =>
        `No tuvo efecto medible: a las ${weeks} semanas, ${change}.`,
      inconclusive: (weeks: number, change: string) =>
        `No puede saberse si funcionó: a las ${weeks} semanas, ${change}.`,
      made_it_worse: (weeks: number, change: string) =>
        `Empeoró las cosas: a las ${weeks} semanas, ${change}.`,
      too_early: (weeks: number, change: string) =>
        `Es demasiado pronto para saberlo: a las ${weeks} semanas, ${change}.`,
    },
    unjudged: {
      inconclusive: 'No puede saberse si funcionó.',
      too_early: 'Es demasiado pronto para saber si funcionó.',
      registered_late:
        'Se registró después de haber comenzado, así que se muestra y nunca se juzga: lo que se esperaba no se había fijado de antemano.',
    },
    nextLook: (weeks: number, date: string) =>
      `Se juzga de nuevo el ${date}, cuando sean definitivas ${weeks} semanas completas.`,
    way: { fewer: (size: string) => `un ${size} menos`, more: (size: string) => `un ${size} más` },
    countWay: { fewer: (n: string) => `${n} menos`, more: (n: string) => `${n} más` },
    level: { lower: (size: string) => `${size} menos`, higher: (size: string) => `${size} más` },
    points: (n: string) => (n === '1' ? '1 punto porcentual' : `${n} puntos porcentuales`),
    change: {
      fewer: (size: string, whose: string, about: string, low: string, high: string) =>
        `un ${size} menos de ${withoutArticle(whose)}${about} de lo que habría habido sin ella, entre un ${low} y un ${high}`,
      more: (size: string, whose: string, about: string, low: string, high: string) =>
        `un ${size} más de ${withoutArticle(whose)}${about} de lo que habría habido sin ella, entre un ${low} y un ${high}`,
    },
    changeAcross: {
      fewer: (size: string, whose: string, about: string, low: string, high: string) =>
        `un ${size} menos de ${withoutArticle(whose)}${about} de lo que habría habido sin ella, aunque también encaja todo entre ${low} y ${high}`,
      more: (size: string, whose: string, about: string, low: string, high: string) =>
        `un ${size} más de ${withoutArticle(whose)}${about} de lo que habría habido sin ella, aunque también encaja todo entre ${low} y ${high}`,
    },
    same: (whose: string, about: string, low: string, high: string) =>
      `el mismo número de ${withoutArticle(whose)}${about} que habría habido sin ella, aunque también encaja todo entre ${low} y ${high}`,
    figure: {
      lower: (figure: string, size: string, low: string, high: string) =>
        `${figure}: ${size} menos que sin ella, entre ${low} y ${high}`,
      higher: (figure: string, size: string, low: string, high: string) =>
        `${figure}: ${size} más que sin ella, entre ${low} y ${high}`,
    },
    figureAcross: {
      lower: (figure: string, size: string, low: string, high: string) =>
        `${figure}: ${size} menos que sin ella, aunque también encaja todo entre ${low} y ${high}`,
      higher: (figure: string, size: string, low: string, high: string) =>
        `${figure}: ${size} más que sin ella, aunque también encaja todo entre ${low} y ${high}`,
    },
    figureSame: (figure: string, low: string, high: string) =>
      `${figure}: como habría sido sin ella, aunque también encaja todo entre ${low} y ${high}`,
    contacts: {
      fewer: (count: string, low: string, high: string) => `Son unos ${count} menos, entre ${low} y ${high}.`,
      more: (count: string, low: string, high: string) => `Son unos ${count} más, entre ${low} y ${high}.`,
    },
    contactsAcross: {
      fewer: (count: string, low: string, high: string) =>
        `Son unos ${count} menos, y también encaja todo entre ${low} y ${high}.`,
      more: (count: string, low: string, high: string) =>
        `Son unos ${count} más, y también encaja todo entre ${low} y ${high}.`,
    },
    reasons: {
      not_yet: 'No han pasado semanas suficientes.',
      ended: 'Terminó antes de que pudiera juzgarse.',
      few_weeks_before: 'Se conocen menos de 8 semanas útiles anteriores.',
      few_weeks_after: 'Se conocen menos de 4 semanas útiles posteriores.',
      hidden_weeks:
        'Demasiadas de sus semanas están ocultas para proteger a las personas, porque hubo pocos contactos.',
      underpowered: 'Un efecto del tamaño esperado aún no podría distinguirse del azar.',
      other_action: 'Otra medida sobre lo mismo comenzó demasiado cerca para distinguirlas.',
      control_unusable: 'El grupo de control registrado dice demasiado poco y no se usó.',
      season_unknown:
        'Ni un año anterior ni nada con lo que se compare muestra las estaciones, por lo que el intervalo es más ancho.',
      season_by_control:
        'Se conoce menos de un año anterior, así que sus estaciones se toman de aquello con lo que se compara.',
      no_contacts: 'Nadie se puso en contacto por ello en las semanas anteriores.',
      none_after: 'Nadie se puso en contacto por ello en las semanas posteriores.',
      not_estimable: 'Sus semanas no pueden distinguirse de la tendencia.',
      judged_together: 'Juzgada junto con las demás medidas, la diferencia podría ser azar.',
      registered_late: 'Se registró después de comenzar.',
      no_weekly_figures: 'No hay cifras semanales de lo que debía cambiar.',
      not_a_count_or_share:
        'Lo que debía cambiar no es un recuento ni una proporción, y esas cifras no se juzgan.',
      given_up: 'Se abandonó antes de empezar, así que no hay nada que juzgar.',
      not_on_record:
        'Ningún contacto registrado tiene una causa de las que nombra, así que no se sabe nada de ella.',
    },
    overlap: (title: string, date: string) => `Otra medida sobre lo mismo: «${title}», desde el ${date}.`,
    looksHeading: 'Qué se dijo y cuándo',
    looks: {
      caption: 'Las revisiones fijadas de antemano',
      look: 'Revisión',
      after: (weeks: number) => `A las ${weeks} semanas`,
      verdict: 'Veredicto',
      effect: 'Cambio',
      contacts: 'En contactos',
      on: (date: string) => `el ${date}`,
      due: (date: string) => `prevista para el ${date}`,
      none: 'no se juzga',
      ended: 'Terminó antes de que pasaran las semanas de esta revisión.',
      range: (low: string, high: string) => `de ${low} a ${high}`,
    },
    promised: 'Qué se prometió',
    recorded: (said: string, recorded: string) =>
      `${said} según la empresa; llegó a estos registros el ${recorded}`,
    window: 'Última revisión',
    windowWeeks: (weeks: number) => `a las ${weeks} semanas`,
    changesHeading: 'Cambios desde que se registró',
    changedBefore: (date: string, term: string, before: string, after: string) =>
      `${date}, antes de comenzar: ${term}, de ${before} a ${after}.`,
    changedAfter: (date: string, term: string, before: string, after: string) =>
      `${date}, después de haber comenzado, así que no cuenta: ${term}, de ${before} a ${after}.`,
    notSaid: 'nada',
    changed: {
      metric: 'la cifra',
      direction: 'el sentido',
      expectedEffect: 'el tamaño esperado',
      worthwhileEffect: 'el tamaño mínimo que merece la pena',
      impactModel: 'cómo debería notarse',
      windowWeeks: 'la última revisión',
      control: 'el control',
      causes: 'las causas',
      category: 'el tipo de contacto',
      channel: 'el canal',
      registeredAt: 'el día del registro',
      startsAt: 'el comienzo',
      rolloutEndsAt: 'el final de la implantación',
    },
    ways: { down: 'a la baja', up: 'al alza' },
    without: 'sin ella',
    withoutNote:
      'La línea gris es lo que habría habido sin la medida, según las semanas anteriores, y la banda suave que la rodea es donde estarían 19 de cada 20 líneas así. La línea fuerte es lo que hubo.',
    rollout: 'implantación',
    leftOutNote: (parts: string) => `Los puntos huecos son semanas que no se usan: ${parts}.`,
    leftOutWhy: {
      outage: 'una avería o un hueco en los registros',
      rollout: 'las semanas de la implantación',
      selection: 'las cuatro semanas antes de registrarla, porque un mal mes mejora por sí solo',
      break: 'semanas en que se contaban otros contactos con el mismo nombre',
      other_action: 'semanas en que comenzó otra medida',
    },
    series: 'La cifra que se juzga',
    controlKicker: 'Con qué se comparó',
    controlLead: (name: string) => `La medida no debía cambiar «${name}».`,
    controlNote:
      'Lo que movió a ambas por igual, como una estación o un festivo, no se atribuye a la medida.',
    howSummary: 'Cómo se usaron las semanas y qué significa cada veredicto',
    how: 'Cómo se juzgó',
    howWords: [
      'Lo que habría habido sin la medida se calcula con las semanas anteriores: con su tendencia, con la estación si se conoce un año anterior y con aquello con lo que se compara, su control, si se registró. Se dejan fuera las semanas cuyas cifras no están completas y las cuatro anteriores al registro.',
      'Se juzga a las 4, 13 y 26 semanas completas de pleno efecto y nunca entre medias: quien mira cada semana encuentra algo por azar. El intervalo es tan ancho que las tres revisiones juntas yerran como mucho una vez de cada veinte, y las medidas juzgadas al mismo tiempo se corrigen juntas.',
      'Se hace solo con cifras publicadas. Los recuentos se redondean y los pequeños se ocultan antes de calcular nada, así que cualquiera puede repetirlo con el archivo de semanas que sigue.',
    ],
    used: (before: string, after: string) =>
      `Aquí se usaron ${before} semanas anteriores y ${after} posteriores.`,
    usedControl: 'Se comparó con el control.',
    usedExposure: {
      orders: 'Los contactos se pusieron en relación con los pedidos de cada semana.',
      customers: 'Los contactos se pusieron en relación con los clientes de cada semana.',
      open_days: 'Los contactos se pusieron en relación con los días abiertos de cada semana.',
    },
    usedLevel: (level: string, smallest: string) =>
      `El intervalo vale al ${level}; un efecto del ${smallest} se habría hallado cuatro veces de cada cinco.`,
    meaning: {
      worked:
        'Todo el intervalo está del lado buscado y el cambio es al menos el que se dijo que merecía la pena.',
      small_but_real: 'Todo el intervalo está del lado buscado, pero el cambio es menor.',
      no_measurable_effect:
        'El intervalo incluye que nada cambiara y ningún cambio que hubiera merecido la pena.',
      inconclusive:
        'El intervalo incluye que nada cambiara y también cambios que merecerían la pena; o no puede calcularse nada.',
      made_it_worse: 'Todo el intervalo está del otro lado.',
      too_early:
        'Se conocen menos de 8 semanas anteriores o 4 posteriores, o el cambio esperado aún no podría hallarse.',
      registered_late: 'Se registró después de comenzar. Nunca se juzga.',
    },
    meaningHeading: 'Qué significan los veredictos',
    weeks: 'las semanas con que se juzgó',
  },
};
