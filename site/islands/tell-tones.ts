/** Two soft tones, made by the browser itself. A browser that lets no page sound before it was touched stays silent. */

const TONES = [660, 880];
const SECONDS = 0.35;
const LOUDNESS = 0.12;

export async function playTones(audio: AudioContext): Promise<void> {
  if (audio.state === 'suspended') await audio.resume();
  TONES.forEach((pitch, i) => {
    const from = audio.currentTime + i * SECONDS;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    // Neither begins nor ends with a click.
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.05);
    volume.gain.linearRampToValueAtTime(0, from + SECONDS);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + SECONDS);
  });
}
