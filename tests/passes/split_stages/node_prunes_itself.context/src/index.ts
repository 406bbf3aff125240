import semver from 'semver';
console.log(semver.valid('1.2.3'));
