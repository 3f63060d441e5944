// Whether the rail is open is the person's choice: a cookie, so that the next page is drawn so from the start.
export const remember = open => {
  document.cookie = `sd.rail=${open ? 'open' : 'folded'}; path=/desk; max-age=31536000; samesite=lax`;
};

// The chosen row of the palette stays in sight.
export const reveal = id => document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
