/** What the check of a page says in the browser, in French. */
import type { Words } from '../translation.ts';

export const check: Pick<Words, 'check'> = {
  check: {
    running: 'Vérification en cours…',
    whole: '{page} est, octet pour octet, la page inscrite au registre.',
    page: 'La page compte {bytes} octets et son empreinte est {hash}, comme le dit la liste de ce site.',
    list: 'Cette liste de {files} fichiers est bien celle que nomme l’inscription {entry} du registre, du {date}.',
    log: 'Cette inscription est la dernière des {size} du registre, signé avec la clé {keys}.',
    not: 'Ce qui n’est pas prouvé\u00a0: que les chiffres étaient vrais. Ni, puisque cette vérification vient du même site, que le site dit vrai sur son propre registre\u00a0: comparez la clé, ou bien un point de contrôle, avec ce que vous tenez d’ailleurs. Ce qu’une page va chercher en direct ne figure dans aucun registre.',
    keep: 'Garder ce point de contrôle dans un fichier',
    faults: {
      page: '{page} n’est pas la page inscrite au registre.',
      unlisted: '{page} ne figure dans aucune liste de ce site inscrite au registre.',
      list: 'La liste des fichiers de ce site n’est pas celle qui est inscrite au registre.',
      log: 'On ne peut pas se fier au registre\u00a0: sa preuve ou sa signature est fausse.',
      keys: 'La liste des clés publiques du registre est illisible.',
      unread: '{path} n’a pas pu être chargé\u00a0: rien n’a donc été établi.',
    },
    hashes: 'Inscrit\u00a0: {expected}. Trouvé\u00a0: {found}.',
    advice:
      'Une page peut aussi différer parce que le site vient d’être publié de nouveau, ou parce que quelque chose, entre vous et lui, modifie les pages. Vérifiez encore dans une minute. Si rien ne change, gardez la page et prévenez l’éditeur.',
    insecure:
      'Ce navigateur ne peut pas vérifier ici\u00a0: il n’en a les moyens que si le site est servi en https, ou sur votre propre ordinateur.',
    old: 'Ce navigateur ne peut pas vérifier\u00a0: il ne connaît pas la signature du registre (Ed25519). Un navigateur plus récent la connaît.',
  },
};
