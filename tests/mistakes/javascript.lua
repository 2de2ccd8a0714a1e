const speed = 3;
let x = 0;

function update(dt) {
  x += speed * dt;
  if (x === 10) {
    console.log(`x is ${x}`);
  }
}
