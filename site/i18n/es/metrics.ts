/** In Spanish: each metric's label, its meaning in a sentence, its exact definition and where that comes from. */
import type { MetricWords } from '../en/methods.ts';

const LINK_SOURCE =
  'Taylor Reach, «first contact resolution» (sin norma sectorial); método de Candour, con el plazo indicado';
const CANDOUR = {
  events: 'Candour, referencia 1.1 (modelo de sucesos)',
  sums: 'Candour, referencia 1.3',
  links: 'Candour, referencia 1.4',
};

const answeredWithin = (label: string, seconds: number, plain: string): MetricWords => ({
  label,
  plain: `De todas las personas que pidieron hablar con alguien, la parte atendida en ${plain} o menos.`,
  definition: `Contactos atendidos en los ${seconds}\u00a0s siguientes a entrar en la cola ÷ contactos recibidos. Todo contacto no atendido cuenta en contra.`,
  source:
    'La norma de la FCC de EE.\u00a0UU. 47 CFR 76.309 (atendidas en 30\u00a0s) como modelo; umbrales de Candour',
});

const waits = (part: string, whole: string, label: string): MetricWords => ({
  label,
  plain: `${part} de quienes se mantienen a la espera reciben respuesta en este tiempo o menos.`,
  definition: `${whole} de quienes se mantienen a la espera reciben respuesta en este tiempo o menos. Kaplan–Meier: quien abandonó a los w segundos habría esperado más de w. Supone que la paciencia no depende de la espera que queda.`,
  source: 'Brown et al., J. Am. Stat. Assoc. 100 (2005); Kaplan y Meier, J. Am. Stat. Assoc. 53 (1958)',
});

const answeredWaits = (part: string, whole: string, percentile: number): MetricWords => ({
  label: `Espera de los contactos atendidos, percentil ${percentile}`,
  plain: `${part} de las personas atendidas no habían esperado más. No tiene en cuenta a quienes abandonaron.`,
  definition: `${whole} de los contactos atendidos no esperaron más que este tiempo. No tiene en cuenta a quienes abandonaron, así que mejora cuanto peor es el servicio; se muestra solo para comparar.`,
  source: 'percentil simple, rango más cercano',
});

const settled = (days: number, weeks: string): MetricWords => ({
  label: `Resuelto a la primera (${days} días)`,
  plain: `La parte de los asuntos por los que nadie tuvo que volver a ponerse en contacto en ${weeks}.`,
  definition: `1 − primeros contactos seguidos por otro del mismo cliente sobre la misma categoría en un plazo de ${days} días ÷ primeros contactos. Los contactos de hace menos de ${days} días aún no se conocen y no se incluyen; los que no llevan referencia de cliente no se pueden vincular y tampoco se incluyen (véase linkage_coverage).`,
  source: LINK_SOURCE,
});

const repeats = (days: number, weeks: string): MetricWords => ({
  label: `Contactos repetidos (${days} días)`,
  plain: `La parte de los contactos de personas que ya se habían puesto en contacto por lo mismo en ${weeks}.`,
  definition: `Contactos de un cliente identificado que siguen a otro del mismo cliente sobre la misma categoría en un plazo de ${days} días ÷ contactos de clientes identificados.`,
  source: LINK_SOURCE,
});

export const metrics = {
  offered: {
    label: 'Contactos',
    plain: 'Cuántas veces se pidió hablar con una persona: por teléfono, chat, mensaje o carta.',
    definition:
      'Contactos que entraron en una cola para hablar con una persona: atendidos, abandonados, a la espera de una devolución de llamada, con mensaje o aún abiertos. Se cuentan en el momento en que llegaron.',
    source: CANDOUR.events,
  },
  attempts: {
    label: 'Intentos',
    plain: 'Cuántas personas lo intentaron, incluidas las que ayudó un menú y las que fueron rechazadas.',
    definition: 'Todas las solicitudes: recibidas, terminadas en un menú o rechazadas.',
    source: CANDOUR.events,
  },
  answered: {
    label: 'Atendidos',
    plain: 'Cuántas personas llegaron a hablar con alguien.',
    definition: 'Contactos conectados con una persona.',
    source: CANDOUR.events,
  },
  abandoned: {
    label: 'Abandonados',
    plain: 'Cuántas personas desistieron antes de que nadie respondiera.',
    definition: 'Contactos que dejaron la cola antes de recibir respuesta.',
    source: CANDOUR.events,
  },
  short_abandoned: {
    label: 'Abandonados enseguida',
    plain: 'Cuántas personas desistieron a los pocos segundos, quizá porque habían marcado por error.',
    definition:
      'Contactos abandonados dentro del tiempo breve configurado (5\u00a0s si no se indica otro). Se publican junto a los demás y nunca se restan sin decirlo.',
    source: CANDOUR.events,
  },
  contained: {
    label: 'Terminados en el menú',
    plain: 'Cuántos contactos terminaron en un menú o una máquina y no llegaron a esperar a una persona.',
    definition:
      'Contactos que terminaron en el autoservicio o en un menú y nunca entraron en la cola para hablar con una persona.',
    source: CANDOUR.events,
  },
  blocked: {
    label: 'Rechazados',
    plain: 'Cuántas personas oyeron el tono de ocupado o fueron rechazadas.',
    definition: 'Intentos que encontraron la línea ocupada o fueron rechazados.',
    source: CANDOUR.events,
  },
  callbacks: {
    label: 'Devoluciones de llamada pedidas',
    plain: 'Cuántas personas prefirieron que se les devolviera la llamada en lugar de esperar.',
    definition: 'Contactos que dejaron la cola a cambio de una devolución de llamada.',
    source: CANDOUR.events,
  },
  messages: {
    label: 'Mensajes',
    plain: 'Cuántas personas dejaron un mensaje.',
    definition: 'Contactos que dejaron un mensaje.',
    source: CANDOUR.events,
  },
  complaints: {
    label: 'Quejas',
    plain: 'Cuántas personas se pusieron en contacto para quejarse.',
    definition:
      'Contactos recibidos de la categoría queja, redondeados a 5 como todo recuento por categoría.',
    source: CANDOUR.events,
  },
  abandonment_rate: {
    label: 'Dejaron de esperar',
    plain:
      'De todas las personas que esperaron a que alguien las atendiera, la parte que desistió antes de recibir respuesta.',
    definition: 'Abandonados ÷ (atendidos + abandonados). Los abandonos breves se incluyen.',
    source: 'Práctica de NHS 111 y de la SSA',
  },
  service_level: {
    label: 'Nivel de servicio',
    plain:
      'De todas las personas que esperaron a que alguien las atendiera, la parte atendida en el plazo prometido. Quien desistió cuenta como no atendido.',
    definition:
      'Atendidos dentro del umbral del objetivo vigente (60\u00a0s si no lo hay) ÷ (atendidos + abandonados). Todo abandono cuenta como fallo. En un periodo: suma ÷ suma.',
    source: 'denominador de la Oficina Tributaria Australiana; ICMI, Queue Tips 2002',
  },
  service_level_excl: {
    label: 'Nivel de servicio sin los abandonos tempranos',
    plain: 'La parte atendida en el plazo prometido, sin contar a quienes desistieron dentro de ese plazo.',
    definition: 'Atendidos dentro del umbral ÷ (atendidos + abandonados − abandonados dentro del umbral).',
    source: 'ICMI; Bright Pattern',
  },
  service_level_credit: {
    label: 'Nivel de servicio con los abandonos tempranos a favor',
    plain:
      'La parte atendida en el plazo prometido, contando a quienes desistieron dentro de ese plazo como si se les hubiera atendido.',
    definition: '(Atendidos dentro del umbral + abandonados dentro de él) ÷ (atendidos + abandonados).',
    source: 'ICMI',
  },
  service_level_ans: {
    label: 'Nivel de servicio de los contactos atendidos',
    plain:
      'De las personas atendidas, la parte que lo fue en el plazo prometido, como si nadie hubiera desistido.',
    definition: 'Atendidos dentro del umbral ÷ atendidos. No tiene en cuenta a quienes abandonaron.',
    source: 'NHS 111',
  },
  service_level_short: {
    label: 'Nivel de servicio sin los abandonos breves',
    plain:
      'La parte atendida en el plazo prometido, sin contar a quienes desistieron en los primeros segundos.',
    definition: 'Atendidos dentro del umbral ÷ (atendidos + abandonados − abandonos breves).',
    source: 'ICMI',
  },
  customer_service_level: {
    label: 'Nivel de servicio según el reloj del cliente',
    plain:
      'De todas las personas que pidieron algo, la parte que lo obtuvo a tiempo, contando desde la primera solicitud, tal como lo vive el cliente.',
    definition:
      'Solicitudes resueltas dentro del umbral ÷ todas las solicitudes, desde la primera vez que se pide, incluidos los menús y las horas de cierre. La solicitud se da por resuelta cuando se cierra el caso, si se sabe; si no, cuando responde una persona. No se da por resuelta la de quien desistió, fue rechazado o terminó en un menú sin recibir ayuda.',
    source: 'Candour, referencia 2 (dos relojes)',
  },
  half_hours_met: {
    label: 'Medias horas que cumplieron el objetivo',
    plain:
      'La parte de las medias horas en las que se cumplió la promesa: una buena mañana no compensa una mala tarde.',
    definition:
      'Medias horas cuyo nivel de servicio alcanzó al menos el objetivo vigente ÷ medias horas en las que al menos cinco personas fueron atendidas o desistieron con un objetivo vigente. De todos los canales juntos: las medias horas de cada canal según su propio objetivo. Ambos recuentos se redondean a 5 y no se publica ningún día.',
    source: 'Candour, referencia 1.2 (parte de las medias horas que cumplió el objetivo)',
  },
  answered_within_20s: answeredWithin('Atendidos en 20 segundos', 20, '20 segundos'),
  answered_within_60s: answeredWithin('Atendidos en 60 segundos', 60, 'un minuto'),
  answered_within_120s: answeredWithin('Atendidos en 2 minutos', 120, 'dos minutos'),
  answered_within_300s: answeredWithin('Atendidos en 5 minutos', 300, 'cinco minutos'),
  average_speed_of_answer: {
    label: 'Tiempo medio de respuesta',
    plain: 'Cuánto habían esperado, de media, las personas atendidas. Quienes desistieron no se incluyen.',
    definition:
      'Segundos de espera de los contactos atendidos ÷ contactos atendidos, incluidas las esperas de cero. No incluye a quienes abandonaron: debe leerse junto con la tasa de abandono y wait_p90.',
    source: 'SSA y HMRC',
  },
  wait_p50: waits('La mitad', 'La mitad', 'Espera habitual'),
  wait_p50_answered_only: answeredWaits('La mitad', 'La mitad', 50),
  wait_p75: waits('Tres de cada cuatro', '75 de cada 100', 'La espera de 75 de cada 100'),
  wait_p75_answered_only: answeredWaits('Tres de cada cuatro', '75 de cada 100', 75),
  wait_p90: waits('Nueve de cada diez', '90 de cada 100', 'La espera de 90 de cada 100'),
  wait_p90_answered_only: answeredWaits('Nueve de cada diez', '90 de cada 100', 90),
  wait_p95: waits('Diecinueve de cada veinte', '95 de cada 100', 'La espera de 95 de cada 100'),
  wait_p95_answered_only: answeredWaits('Diecinueve de cada veinte', '95 de cada 100', 95),
  longest_wait: {
    label: 'Espera más larga',
    plain: 'Lo máximo que esperó una sola persona, fuera atendida o no.',
    definition:
      'La espera individual más larga, atendida o abandonada; en minutos enteros cuando hubo pocos contactos.',
    source: CANDOUR.sums,
  },
  menu_time: {
    label: 'Tiempo en menús',
    plain: 'Cuánto tiempo se pasa en menús antes de entrar en la cola, de media.',
    definition: 'Segundos en menús antes de la cola ÷ contactos de los que se conoce.',
    source: 'Candour, referencia 2',
  },
  handle_time: {
    label: 'Tiempo de gestión',
    plain: 'Cuánto dura la atención a una persona, con el trabajo que conlleva después, de media.',
    definition: '(Conversación + retención + trabajo posterior) ÷ contactos atendidos.',
    source: CANDOUR.sums,
  },
  hold_time: {
    label: 'Retención durante la atención',
    plain: 'Cuánto tiempo se deja en espera a las personas mientras se las atiende, de media.',
    definition: 'Segundos de retención durante la atención ÷ contactos atendidos de los que se conoce.',
    source: CANDOUR.sums,
  },
  occupancy: {
    label: 'Ocupación',
    plain:
      'La parte del tiempo de servicio en que el personal está atendiendo a alguien. Cerca del total, las colas crecen.',
    definition:
      'Tiempo de gestión ÷ tiempo de los agentes de servicio, cuando se conoce el número de agentes. Un valor alto no es bueno por sí mismo: debe leerse junto con el nivel de servicio.',
    source: CANDOUR.sums,
  },
  transfer_rate: {
    label: 'Transferidos',
    plain: 'De las personas atendidas, la parte que se pasó a otra persona al menos una vez.',
    definition:
      'Contactos atendidos y transferidos al menos una vez ÷ contactos atendidos de los que se conoce.',
    source: CANDOUR.links,
  },
  first_contact_resolution: settled(7, 'una semana'),
  repeat_rate: repeats(7, 'la última semana'),
  first_contact_resolution_28d: settled(28, 'cuatro semanas'),
  repeat_rate_28d: repeats(28, 'las últimas cuatro semanas'),
  linkage_coverage: {
    label: 'Contactos que se pueden vincular',
    plain: 'De cuántos contactos se sabe si el mismo cliente volvió.',
    definition:
      'Contactos recibidos con referencia de cliente ÷ contactos recibidos: de qué parte del total hablan las cifras de repetición.',
    source: CANDOUR.links,
  },
  resolved_first_share: {
    label: 'Comunicados como resueltos',
    plain: 'La parte que la propia empresa considera resuelta en el primer contacto.',
    definition:
      'Contactos comunicados como resueltos en el primer contacto ÷ contactos de los que la fuente lo dice.',
    source: 'HMRC, «once and done» (aquí, según lo comunica la empresa)',
  },
  classified_share: {
    label: 'Con motivo registrado',
    plain: 'La parte de los contactos de los que se anotó el motivo.',
    definition: 'Contactos recibidos con categoría ÷ contactos recibidos.',
    source: 'Candour',
  },
  cause_share: {
    label: 'Problemas y quejas con causa registrada',
    plain: 'De los problemas y quejas, la parte de la que se anotó la causa.',
    definition: 'Problemas y quejas recibidos con causa ÷ problemas y quejas recibidos.',
    source: 'Candour',
  },
  outcome_share: {
    label: 'Con resultado conocido',
    plain: 'De cuántos contactos se sabe si dejaron resuelto el asunto.',
    definition:
      'Contactos recibidos de los que la fuente dice si se resolvieron en el primer contacto ÷ contactos recibidos.',
    source: 'Candour',
  },
  assessed_share: {
    label: 'Valorados como útiles o evitables',
    plain: 'De cuántos contactos se valoró si eran útiles o evitables.',
    definition:
      'Contactos recibidos que se valoraron (útiles, evitables o no se sabe) ÷ contactos recibidos.',
    source: 'indicador NI14 del Reino Unido como modelo',
  },
  progress_chasing_share: {
    label: 'Preguntar cómo va',
    plain: 'La parte de los contactos que solo preguntan cómo va algo: «¿dónde está mi pedido?».',
    definition:
      'Contactos recibidos de las causas, líneas de servicio o categorías que la empresa señala como preguntar cómo va ÷ contactos recibidos de los que eso se sabe (consta una categoría, una causa o una línea). Falta donde la empresa no señala ninguna.',
    source: 'indicador NI14 del Reino Unido (preguntar cómo va, como contacto evitable)',
  },
  value_demand_share: {
    label: 'Contactos útiles',
    plain: 'La parte de los contactos valorados que pedían aquello para lo que existe el servicio.',
    definition: 'Contactos para aquello a lo que se dedica el servicio ÷ contactos valorados.',
    source: 'Seddon, «failure demand»; indicador NI14 del Reino Unido',
  },
  unclear_demand_share: {
    label: 'Contactos de los que no se sabe',
    plain: 'La parte de los contactos valorados de los que no se sabe si eran evitables.',
    definition: 'Contactos de los que no se sabe si eran útiles o evitables ÷ contactos valorados.',
    source: 'Seddon, «failure demand»; indicador NI14 del Reino Unido',
  },
  failure_demand_share: {
    label: 'Contactos evitables',
    plain:
      'La parte de los contactos que no habrían hecho falta si algo se hubiera hecho, o se hubiera hecho bien.',
    definition: 'Contactos causados por no haber hecho algo o no haberlo hecho bien ÷ contactos valorados.',
    source: 'Seddon, «failure demand»; indicador NI14 del Reino Unido',
  },
  complaint_rate: {
    label: 'Quejas por cada 1000 contactos',
    plain: 'Cuántas quejas hubo por cada mil contactos.',
    definition: 'Quejas ÷ contactos recibidos × 1000, ambos redondeados a 5 como las quejas.',
    source: 'Ofcom (por cada 100.000 clientes) como modelo',
  },
  complaint_days_p50: {
    label: 'Días hasta resolver la mitad de las quejas',
    plain: 'La mitad de las quejas que llegaron en el mes se resolvió en este número de días.',
    definition:
      'El menor número de días empezados (de 24 horas), desde la llegada hasta el cierre, en que se cerraron 50 de cada 100 quejas del mes. Cuentan las quejas que son casos, también las que siguen abiertas; falta mientras sean más días de los que han pasado desde el final del mes.',
    source: 'distribución empírica con censura administrativa a una misma edad',
  },
  complaint_days_p90: {
    label: 'Días hasta resolver 9 de cada 10',
    plain: 'Nueve de cada diez quejas que llegaron en el mes se resolvieron en este número de días.',
    definition:
      'El menor número de días empezados (de 24 horas), desde la llegada hasta el cierre, en que se cerraron 90 de cada 100 quejas del mes. Cuentan las quejas que son casos, también las que siguen abiertas; falta mientras sean más días de los que han pasado desde el final del mes.',
    source: 'distribución empírica con censura administrativa a una misma edad',
  },
  backlog: {
    label: 'Casos abiertos',
    plain: 'Cuántos casos estaban pendientes de terminar.',
    definition:
      'Casos abiertos al final del periodo: abiertos antes y aún sin cerrar, redondeados a 5. Un caso es un contacto que está abierto, tiene una hora de vencimiento o tiene una hora de cierre.',
    source: CANDOUR.sums,
  },
  backlog_age_p50: {
    label: 'Antigüedad de los casos abiertos, mediana',
    plain: 'La mitad de los casos abiertos llevaba esperando al menos estos días.',
    definition:
      'La mitad de los casos abiertos al final del periodo tiene al menos este número de días enteros.',
    source: CANDOUR.sums,
  },
  backlog_age_p90: {
    label: 'Antigüedad de los casos abiertos, 9 de cada 10',
    plain: 'Nueve de cada diez casos abiertos no llevaban esperando más de estos días.',
    definition:
      '9 de cada 10 casos abiertos al final del periodo no tienen más que este número de días enteros.',
    source: CANDOUR.sums,
  },
  due: {
    label: 'Casos que vencían',
    plain: 'Cuántos casos deberían haberse terminado para entonces.',
    definition: 'Casos cuyo plazo prometido caía dentro del periodo y ya ha pasado.',
    source: CANDOUR.events,
  },
  kept_by_due_date: {
    label: 'Terminado en el plazo prometido',
    plain: 'De los casos prometidos para ese plazo, la parte terminada a tiempo.',
    definition:
      'Casos cerrados antes de su vencimiento ÷ casos que vencían. Se cuentan al vencer, para que un caso tardío no pueda desaparecer; abierto y vencido es incumplido.',
    source: 'Candour, referencia 1.3 (promesas cumplidas)',
  },
  csat_top2: {
    label: 'Satisfechos',
    plain: 'De quienes respondieron a la encuesta, la parte que dio una de las dos mejores notas.',
    definition:
      'Respuestas en los dos mejores puntos de la escala ÷ respuestas (en escalas de más de 11 puntos: en la mejor quinta parte). Las personas que desistieron no entran en esta cifra.',
    source: 'HMRC y NHS 111',
  },
  csat_mean: {
    label: 'Satisfacción, media',
    plain: 'La nota media de quienes respondieron a la encuesta, de 1, la peor, a 5, la mejor.',
    definition:
      'Puntuación media, llevada a la escala de 1 a 5, donde 5 es lo mejor; una escala en la que 1 es lo mejor se invierte.',
    source: CANDOUR.links,
  },
  csat_mean_original: {
    label: 'Satisfacción, media en la escala propia de la encuesta',
    plain: 'La nota media de quienes respondieron, en la escala propia de la encuesta.',
    definition:
      'Puntuación media tal como se dio, sin invertirla; falta cuando coinciden encuestas de varias escalas.',
    source: 'las encuestas',
  },
  survey_answers: {
    label: 'Respuestas a la encuesta',
    plain: 'Cuántas personas respondieron a la encuesta con una nota.',
    definition: 'Respuestas con puntuación, contadas cuando se dieron.',
    source: CANDOUR.events,
  },
  response_rate: {
    label: 'Tasa de respuesta',
    plain: 'De las personas a las que se preguntó, la parte que respondió a la encuesta.',
    definition:
      'Respuestas ÷ invitaciones entregadas, en los periodos de los que se conocen las invitaciones.',
    source: CANDOUR.links,
  },
  recommend_score: {
    label: 'Nos recomendarían',
    plain:
      'La parte que recomendaría la empresa sin dudarlo menos la parte que no la recomendaría, de −100 a 100.',
    definition:
      'Porcentaje de respuestas 9 o 10 menos porcentaje de respuestas de 0 a 6, en puntos de −100 a 100.',
    source: 'índice neto de promotores (net promoter score)',
  },
} satisfies Record<string, MetricWords>;
