{ A library of two containers for strings: a linked list that keeps its items in order of arrival, and a balanced
  search tree (AVL) that maps keys to counts.

  The types are opaque in spirit: use the routines, not the fields. What is made here must be freed here, with
  freeList and freeTree. }
unit trees;

interface

type
  KeyText = string[40];

  { A list, with both ends at hand: appending takes constant time. }
  ListNode = ^ListNodeRecord;
  ListNodeRecord = record
    item: KeyText;
    next: ListNode;
  end;
  List = record
    first, last: ListNode;
    count: integer;
  end;

  { A tree is its root; nil is the empty tree. }
  Tree = ^TreeNode;
  TreeNode = record
    key: KeyText;
    count: integer;
    height: integer;
    left, right: Tree;
  end;

{ Makes a list empty; every list variable needs this first. }
procedure initList(var l: List);

{ Puts an item at the end, or at the beginning. }
procedure append(var l: List; const item: KeyText);
procedure prepend(var l: List; const item: KeyText);

{ Turns the list around, in place. }
procedure reverse(var l: List);

{ Sorts the list by merging: n log n comparisons, no further memory; equal items keep their order. }
procedure sort(var l: List);

procedure freeList(var l: List);

{ Counts a key: 1 when it is new. }
procedure insert(var t: Tree; const k: KeyText);

{ How often a key was inserted; 0 when it isn't there. }
function countOf(t: Tree; const k: KeyText): integer;

{ Takes a key out, whatever its count; nothing happens when it isn't there. }
procedure remove(var t: Tree; const k: KeyText);

{ The number of keys, and the number of levels. }
function size(t: Tree): integer;
function height(t: Tree): integer;

{ Appends the keys to a list, in ascending order. }
procedure listKeys(t: Tree; var l: List);

{ True when the tree is what it should be: ordered and balanced. For tests. }
function isSound(t: Tree): boolean;

procedure freeTree(var t: Tree);

implementation

{ --- lists --- }

procedure initList(var l: List);
begin
  l.first := nil;
  l.last := nil;
  l.count := 0
end;

function newNode(const item: KeyText): ListNode;
var
  node: ListNode;
begin
  new(node);
  node^.item := item;
  node^.next := nil;
  newNode := node
end;

procedure append(var l: List; const item: KeyText);
var
  node: ListNode;
begin
  node := newNode(item);
  if l.first = nil then
    l.first := node
  else
    l.last^.next := node;
  l.last := node;
  inc(l.count)
end;

procedure prepend(var l: List; const item: KeyText);
var
  node: ListNode;
begin
  node := newNode(item);
  node^.next := l.first;
  l.first := node;
  if l.last = nil then
    l.last := node;
  inc(l.count)
end;

procedure reverse(var l: List);
var
  node, done, rest: ListNode;
begin
  done := nil;
  node := l.first;
  l.last := l.first;
  while node <> nil do
  begin
    rest := node^.next;
    node^.next := done;
    done := node;
    node := rest
  end;
  l.first := done
end;

{ Merges two sorted chains. }
function merged(a, b: ListNode): ListNode;
var
  first, last, node: ListNode;
begin
  first := nil;
  last := nil;
  while (a <> nil) or (b <> nil) do
  begin
    if b = nil then
    begin
      node := a;
      a := a^.next
    end
    else if a = nil then
    begin
      node := b;
      b := b^.next
    end
    else if a^.item <= b^.item then
    begin
      node := a;
      a := a^.next
    end
    else
    begin
      node := b;
      b := b^.next
    end;
    if first = nil then
      first := node
    else
      last^.next := node;
    last := node
  end;
  merged := first
end;

{ Sorts the first n nodes of a chain; leaves the rest in the variable. }
function sorted(var chain: ListNode; n: integer): ListNode;
var
  left, right: ListNode;
begin
  if n = 1 then
  begin
    sorted := chain;
    left := chain;
    chain := chain^.next;
    left^.next := nil
  end
  else
  begin
    left := sorted(chain, n div 2);
    right := sorted(chain, n - n div 2);
    sorted := merged(left, right)
  end
end;

procedure sort(var l: List);
var
  chain: ListNode;
begin
  if l.count > 1 then
  begin
    chain := l.first;
    l.first := sorted(chain, l.count);
    l.last := l.first;
    while l.last^.next <> nil do
      l.last := l.last^.next
  end
end;

procedure freeList(var l: List);
var
  node, rest: ListNode;
begin
  node := l.first;
  while node <> nil do
  begin
    rest := node^.next;
    dispose(node);
    node := rest
  end;
  initList(l)
end;

{ --- trees --- }

function height(t: Tree): integer;
begin
  if t = nil then
    height := 0
  else
    height := t^.height
end;

procedure measure(t: Tree);
begin
  if height(t^.left) > height(t^.right) then
    t^.height := height(t^.left) + 1
  else
    t^.height := height(t^.right) + 1
end;

procedure rotateLeft(var t: Tree);
var
  risen: Tree;
begin
  risen := t^.right;
  t^.right := risen^.left;
  risen^.left := t;
  measure(t);
  measure(risen);
  t := risen
end;

procedure rotateRight(var t: Tree);
var
  risen: Tree;
begin
  risen := t^.left;
  t^.left := risen^.right;
  risen^.right := t;
  measure(t);
  measure(risen);
  t := risen
end;

{ Restores the balance of a node one of whose subtrees has changed by one level. }
procedure balance(var t: Tree);
begin
  measure(t);
  if height(t^.left) > height(t^.right) + 1 then
  begin
    if height(t^.left^.right) > height(t^.left^.left) then
      rotateLeft(t^.left);
    rotateRight(t)
  end
  else if height(t^.right) > height(t^.left) + 1 then
  begin
    if height(t^.right^.left) > height(t^.right^.right) then
      rotateRight(t^.right);
    rotateLeft(t)
  end
end;

procedure insert(var t: Tree; const k: KeyText);
begin
  if t = nil then
  begin
    new(t);
    t^.key := k;
    t^.count := 1;
    t^.height := 1;
    t^.left := nil;
    t^.right := nil
  end
  else if k = t^.key then
    inc(t^.count)
  else
  begin
    if k < t^.key then
      insert(t^.left, k)
    else
      insert(t^.right, k);
    balance(t)
  end
end;

function countOf(t: Tree; const k: KeyText): integer;
begin
  countOf := 0;
  while t <> nil do
    if k < t^.key then
      t := t^.left
    else if k > t^.key then
      t := t^.right
    else
    begin
      countOf := t^.count;
      exit
    end
end;

{ Cuts the least node off a tree that isn't empty. }
procedure detachLeast(var t: Tree; out least: Tree);
begin
  if t^.left = nil then
  begin
    least := t;
    t := t^.right
  end
  else
  begin
    detachLeast(t^.left, least);
    balance(t)
  end
end;

procedure remove(var t: Tree; const k: KeyText);
var
  gone, heir: Tree;
begin
  if t = nil then
    exit;
  if k < t^.key then
    remove(t^.left, k)
  else if k > t^.key then
    remove(t^.right, k)
  else
  begin
    gone := t;
    if t^.right = nil then
      t := t^.left
    else if t^.left = nil then
      t := t^.right
    else
    begin
      detachLeast(t^.right, heir);
      heir^.left := t^.left;
      heir^.right := t^.right;
      t := heir
    end;
    dispose(gone)
  end;
  if t <> nil then
    balance(t)
end;

function size(t: Tree): integer;
begin
  if t = nil then
    size := 0
  else
    size := size(t^.left) + 1 + size(t^.right)
end;

procedure listKeys(t: Tree; var l: List);
begin
  if t <> nil then
  begin
    listKeys(t^.left, l);
    append(l, t^.key);
    listKeys(t^.right, l)
  end
end;

function isSound(t: Tree): boolean;
begin
  isSound := true;
  if t <> nil then
    isSound := isSound(t^.left) and isSound(t^.right)
      and (abs(height(t^.left) - height(t^.right)) <= 1)
      and ((t^.left = nil) or (t^.left^.key < t^.key))
      and ((t^.right = nil) or (t^.right^.key > t^.key))
end;

procedure freeTree(var t: Tree);
begin
  if t <> nil then
  begin
    freeTree(t^.left);
    freeTree(t^.right);
    dispose(t);
    t := nil
  end
end;

end.
