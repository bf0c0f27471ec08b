/** Where published files lie below the site's root: for whoever names one without reading the whole manifest. */
export const PUBLISHED_FOLDER = 'data/v1';
