const before = () => seen('removed before');
const during = () => seen('removed during');
const capturing = () => seen('capture differs');
addEventListener('sync', before);
removeEventListener('sync', before);
addEventListener('sync', capturing, true);
removeEventListener('sync', capturing);
addEventListener('sync', () => {
  seen('removes');
  removeEventListener('sync', during);
});
addEventListener('sync', during);
