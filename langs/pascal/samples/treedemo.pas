{ Uses the unit trees: sorts names with a list, counts words with a tree, and shows that the tree stays balanced. }
program treedemo(output);

uses trees;

const
  Names: array [1..10] of string[10] = (
    'Wirth', 'Hoare', 'Dijkstra', 'Knuth', 'Naur', 'Backus', 'McCarthy', 'Turing', 'Hopper', 'Lovelace');

procedure show(title: string; const l: List);
var
  node: ListNode;
begin
  write(title, ':');
  node := l.first;
  while node <> nil do
  begin
    write(' ', node^.item);
    node := node^.next
  end;
  writeln
end;

procedure demonstrateList;
var
  l: List;
  i: integer;
begin
  initList(l);
  for i := low(Names) to high(Names) do
    append(l, Names[i]);
  prepend(l, 'Babbage');
  show('as they came', l);
  sort(l);
  show('sorted', l);
  reverse(l);
  show('reversed', l);
  writeln(l.count, ' names');
  freeList(l);
  show('freed', l);
  writeln
end;

{ A drawing of the tree, lying on its side: the root is at the left. }
procedure draw(t: Tree; depth: integer);
begin
  if t <> nil then
  begin
    draw(t^.right, depth + 1);
    writeln('': 4 * depth + 1, t^.key);
    draw(t^.left, depth + 1)
  end
end;

procedure demonstrateTree;
var
  t: Tree;
  keys: List;
  i: integer;
begin
  t := nil;
  for i := low(Names) to high(Names) do
    insert(t, Names[i]);
  insert(t, 'Wirth');
  draw(t, 0);
  writeln;
  writeln('Wirth was counted ', countOf(t, 'Wirth'), ' times, Gosling ', countOf(t, 'Gosling'), ' times');
  remove(t, 'Knuth');
  remove(t, 'Gosling');
  initList(keys);
  listKeys(t, keys);
  show('without Knuth', keys);
  freeList(keys);
  freeTree(t);
  writeln
end;

{ Keys in ascending order are the worst case of a tree that isn't balanced: it would be a list of 2000 levels. }
procedure demonstrateBalance;
var
  t: Tree;
  i: integer;
  digits: string[10];
  key: string[10];
begin
  t := nil;
  for i := 1 to 2000 do
  begin
    str(i: 4, digits);
    key := 'k' + digits;
    insert(t, key)
  end;
  writeln(size(t), ' keys on ', height(t), ' levels, sound: ', isSound(t));
  for i := 1 to 2000 do
    if i mod 3 <> 0 then
    begin
      str(i: 4, digits);
      key := 'k' + digits;
      remove(t, key)
    end;
  writeln(size(t), ' keys on ', height(t), ' levels, sound: ', isSound(t));
  freeTree(t)
end;

begin
  demonstrateList;
  demonstrateTree;
  demonstrateBalance
end.
