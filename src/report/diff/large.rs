//! The differences of two long lists of lines, in time that grows with their length and no faster. They need not be the fewest.

use similar::DiffOp;

/// So many lines ahead it looks for the place where two lists meet again.
const REACH: usize = 64;

/// The differences, in order. Neighbouring ones may have the same tag.
pub fn ops(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let (mut a, mut b) = (0, 0);
    let mut ops = Vec::new();
    while a < old.len() || b < new.len() {
        let same = old[a..].iter().zip(&new[b..]);
        let len = same.take_while(|(old, new)| old == new).count();
        if len > 0 {
            ops.push(DiffOp::Equal {
                old_index: a,
                new_index: b,
                len,
            });
        }
        (a, b) = (a + len, b + len);
        let (gone, fresh) = until_they_meet(&old[a..], &new[b..]);
        ops.extend(change(a, gone, b, fresh));
        (a, b) = (a + gone, b + fresh);
    }
    ops
}

/// How many lines of each list stand before the nearest place from which two lines are the same, or their ends.
fn until_they_meet(old: &[&str], new: &[&str]) -> (usize, usize) {
    if old.is_empty() || new.is_empty() {
        return (old.len(), new.len());
    }
    let at_end = |gone: usize, fresh: usize| gone + 1 >= old.len() || fresh + 1 >= new.len();
    let meet = |gone: usize, fresh: usize| {
        gone < old.len()
            && fresh < new.len()
            && old[gone] == new[fresh]
            && (at_end(gone, fresh) || old[gone + 1] == new[fresh + 1])
    };
    let pairs = (0..=REACH).flat_map(|sum| (0..=sum).map(move |fresh| (sum - fresh, fresh)));
    let mut near = pairs.filter(|(gone, fresh)| meet(*gone, *fresh));
    near.next()
        .unwrap_or((old.len().min(REACH), new.len().min(REACH)))
}

fn change(old_index: usize, old_len: usize, new_index: usize, new_len: usize) -> Option<DiffOp> {
    match (old_len, new_len) {
        (0, 0) => None,
        (_, 0) => Some(DiffOp::Delete {
            old_index,
            old_len,
            new_index,
        }),
        (0, _) => Some(DiffOp::Insert {
            old_index,
            new_index,
            new_len,
        }),
        _ => Some(DiffOp::Replace {
            old_index,
            old_len,
            new_index,
            new_len,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the differences make of `old`; fails where they do not tile both lists.
    fn applied(old: &[&str], new: &[&str]) -> String {
        let (mut a, mut b) = (0, 0);
        let mut out = String::new();
        for op in ops(old, new) {
            let (tag, old_range, new_range) = op.as_tag_tuple();
            assert_eq!((old_range.start, new_range.start), (a, b));
            (a, b) = (old_range.end, new_range.end);
            let lines = match tag {
                similar::DiffTag::Equal => &old[old_range],
                _ => &new[new_range],
            };
            out += &lines.concat();
        }
        assert_eq!((a, b), (old.len(), new.len()));
        out
    }

    #[test]
    fn turns_one_list_into_the_other() {
        let lists: [&[&str]; 6] = [
            &[],
            &["a", "b", "c", "d", "e"],
            &["a", "x", "c", "d", "e", "f"],
            &["b", "a", "a", "b"],
            &["a"; 200],
            &["b"; 300],
        ];
        for old in lists {
            for new in lists {
                assert_eq!(applied(old, new), new.concat());
            }
        }
    }

    #[test]
    fn finds_small_changes() {
        let old = ["a", "b", "c", "d"];
        let new = ["a", "x", "y", "c", "d"];
        let changes = ops(&old, &new);
        assert_eq!(changes.len(), 3);
        assert_eq!(changes[1].as_tag_tuple().2, 1..3);
    }
}
