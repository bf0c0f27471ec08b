/** What the page of editions says, in French. */
import type { Translation, Words } from '../translation.ts';

export const editions: Translation<Pick<Words, 'editions'>> = {
  editions: {
    title: 'Éditions',
    description:
      'Ce qui a été publié, quand et pourquoi, de combien les chiffres ont bougé ensuite, et comment vérifier que rien n’a été modifié en silence.',
    heading: (n: string, date: string, time: string, through: string) =>
      `L’édition ${n}, publiée le ${date} à ${time}, contient les chiffres jusqu’au ${through}`,
    headingBare: (n: string, date: string, time: string) =>
      `L’édition ${n}, publiée le ${date} à ${time}, ne contient encore aucun chiffre par jour`,
    none: 'Aucune édition n’a encore été publiée',
    intro:
      'Les chiffres paraissent en éditions numérotées. Aucune n’est jamais modifiée ni retirée\u00a0: ce qui change paraît dans une nouvelle édition, et l’ancienne reste.',
    toCheck: 'Vérifier une page d’après le registre',
    listHeading: (n: number, count: string, date: string) =>
      n === 1 ? `La seule édition à ce jour, du ${date}` : `${count} éditions depuis le ${date}`,
    list: 'De la plus récente à la plus ancienne. Chacune a sa preuve\u00a0: un petit fichier qui montre à lui seul que l’édition figure au registre.',
    server:
      'Ce qu’une édition a changé, c’est le serveur de ces pages qui le dit. Une copie des pages sur un hébergement sans ce serveur contient les preuves et, sous /log/, la liste des fichiers de chaque édition.',
    name: (n: string) => `Édition ${n}`,
    first: 'Première édition',
    kinds: {
      scheduled: 'Nouveau jour',
      revision: 'Relevés tardifs',
      correction: 'Rectification',
      definition: 'Compté autrement',
    },
    why: {
      scheduled: 'Un nouveau jour était attendu.',
      revision: 'Des relevés arrivés plus tard ont changé des chiffres déjà publiés.',
      correction: 'Des chiffres étaient faux.',
      definition: 'Les chiffres sont comptés selon d’autres règles, ou par une autre version du programme.',
    },
    reason: (reason: string) => `La raison donnée\u00a0: «\u00a0${reason}\u00a0»`,
    through: (date: string) => `Chiffres jusqu’au ${date}.`,
    filesFirst: (n: number, count: string) =>
      n === 1 ? 'Elle comprend un seul fichier.' : `Elle comprend ${count} fichiers.`,
    files: (n: number, count: string) =>
      n === 1
        ? 'Un fichier diffère de l’édition précédente\u00a0;'
        : `${count} fichiers diffèrent de l’édition précédente\u00a0;`,
    figures: (n: number, count: string) =>
      n === 0
        ? 'aucun chiffre déjà publié n’a changé.'
        : n === 1
          ? 'un chiffre déjà publié a changé.'
          : `${count} chiffres déjà publiés ont changé.`,
    changed: 'Ce qu’elle a changé\u00a0:',
    proof: 'Preuve',
    of: (n: string) => `de l’édition ${n}`,
    earlier: (n: number, count: string) =>
      n === 1 ? 'L’édition d’avant celles-ci' : `Les ${count} éditions d’avant celles-ci`,
    rest: (n: number, count: string) =>
      n === 1
        ? 'Une édition plus ancienne figure dans le tableau à télécharger.'
        : `${count} éditions plus anciennes figurent dans le tableau à télécharger.`,
    source: 'toutes les éditions',

    sizesHeading: (n: number, count: string) =>
      n === 0
        ? 'Aucun chiffre par jour n’a bougé depuis sa publication'
        : n === 1
          ? 'Une mesure a bougé après la publication de ses jours'
          : `${count} mesures ont bougé après la publication de leurs jours`,
    sizes:
      'Par jour, tous contacts confondus\u00a0: sur combien de jours le chiffre a été modifié après sa publication, et de combien en moyenne, en plus ou en moins, entre le premier chiffre publié et le dernier.',
    days: 'Jours modifiés',
    mean: 'De combien, en moyenne',
    noMean: 'l’un des deux est inconnu',

    check: {
      heading: 'Vérifier cette page dans votre navigateur',
      link: 'Vérifier cette page',
      intro:
        'Votre navigateur charge de nouveau la page, la cherche dans la liste de fichiers que nomme le registre et vérifie la signature. Rien n’est enregistré, rien n’est envoyé.',
      button: 'Vérifier cette page',
      unscripted:
        'Cette vérification demande des scripts, qui sont désactivés ici. La commande ci-dessous vérifie toutes les pages.',
    },

    provenHeading: 'Ce qui peut être prouvé, et ce qui ne le peut pas',
    proven:
      'Chaque édition et chaque construction de ces pages est inscrite dans un registre qui ne peut que s’allonger. Il contient l’empreinte (SHA-256) de chaque fichier, et il est signé. Qui le vérifie prouve qu’aucun chiffre n’a été modifié, ajouté ou retiré en silence.',
    notProven:
      'Aucun registre ne prouve qu’un chiffre était vrai quand il a été publié, ni qu’il n’existe rien de plus récent ailleurs. Et qui peut remplacer tout ce site peut aussi remplacer son registre\u00a0: seul un point de contrôle, ou une clé, que vous tenez d’ailleurs le montrerait.',
    commandHeading: 'Tout vérifier sur votre propre ordinateur',
    command:
      'Avec une copie du programme Candour, cette commande lit le site entier, compare chaque fichier au registre et garde pour vous un point de contrôle\u00a0:',
    later:
      'La fois suivante, donnez-lui ce que vous avez gardé, et elle prouve que le registre n’a fait que s’allonger depuis\u00a0:',
    keep: 'Un point de contrôle, ce sont quelques lignes de texte qui valent pour le registre entier tel qu’il est. Gardez-en un là où l’éditeur ne peut pas l’atteindre, ou faites-le parvenir à quelqu’un\u00a0:',
    checkpoint: 'le point de contrôle de ce jour',
    keyHeading: (n: number) => (n === 1 ? 'La clé publique du registre' : 'Les clés publiques du registre'),
    key: 'C’est le site lui-même qui donne sa clé. Comparez cette clé avec celle que l’éditeur a imprimée ou indiquée ailleurs, et donnez cette dernière à la commande.',
    keySigns: (date: string) => `Signe depuis le ${date}.`,
    keyRetired: (from: string, to: string) => `A signé du ${from} au ${to}, puis a été retirée.`,
    keyLost: (from: string, to: string) =>
      `A signé dès le ${from}\u00a0; perdue le ${to}, elle ne signe plus.`,
    fromChanges: 'Chaque publication porte un numéro, et ce qu’elle a changé reste à lire\u00a0:',
    fromData:
      'Ces fichiers sont l’édition la plus récente. Les précédentes restent\u00a0: ajoutez as_of et un jour, ou l’heure d’une édition, à n’importe quelle adresse, et elle répond comme alors.',
  },
};
