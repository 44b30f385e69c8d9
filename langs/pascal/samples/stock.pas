{ A stock list in a typed file: records are written, found by their number with seek, changed in place, sorted on disk,
  and exported to a text file that is then read back. The files are made in the current directory and erased at the
  end. }
program stock(output);

const
  DataFile = 'stock.dat';
  TextFile = 'stock.txt';

type
  Title = string[20];
  Article = record
    number: integer;
    name: Title;
    amount: integer;
    price: real;
  end;
  ArticleFile = file of Article;

var
  items: ArticleFile;
  error: integer;

procedure add(number: integer; const name: Title; amount: integer; price: real);
var
  item: Article;
begin
  item.number := number;
  item.name := name;
  item.amount := amount;
  item.price := price;
  write(items, item)
end;

procedure make;
begin
  assign(items, DataFile);
  rewrite(items);
  add(104, 'hammer', 12, 14.90);
  add(101, 'screwdriver', 40, 5.25);
  add(107, 'saw', 8, 19.99);
  add(103, 'pliers', 25, 9.80);
  add(102, 'wrench', 17, 12.40);
  add(106, 'drill', 3, 89.00);
  add(105, 'level', 9, 23.75);
  close(items)
end;

procedure readAt(index: integer; var item: Article);
begin
  seek(items, index);
  read(items, item)
end;

procedure writeAt(index: integer; const item: Article);
begin
  seek(items, index);
  write(items, item)
end;

{ Insertion sort: few records are held in memory, all others stay on disk. }
procedure sortFile;
var
  i, j: integer;
  moving, other: Article;
begin
  for i := 1 to filesize(items) - 1 do
  begin
    readAt(i, moving);
    j := i - 1;
    while j >= 0 do
    begin
      readAt(j, other);
      if other.number <= moving.number then
        break;
      writeAt(j + 1, other);
      dec(j)
    end;
    writeAt(j + 1, moving)
  end
end;

{ Binary search in the sorted file: the record's index, or -1. }
function find(number: integer): integer;
var
  low, high, middle: integer;
  item: Article;
begin
  find := -1;
  low := 0;
  high := filesize(items) - 1;
  while low <= high do
  begin
    middle := (low + high) div 2;
    readAt(middle, item);
    if item.number = number then
    begin
      find := middle;
      exit
    end;
    if item.number < number then
      low := middle + 1
    else
      high := middle - 1
  end
end;

procedure sell(number, amount: integer);
var
  index: integer;
  item: Article;
begin
  index := find(number);
  if index < 0 then
    writeln('there is no item ', number)
  else
  begin
    readAt(index, item);
    if item.amount < amount then
      writeln('only ', item.amount, ' of ', item.name, ' left')
    else
    begin
      item.amount := item.amount - amount;
      writeAt(index, item);
      writeln('sold ', amount, ' of ', item.name, ' for ', amount * item.price: 0: 2)
    end
  end
end;

procedure list;
var
  item: Article;
  total: real;
begin
  total := 0;
  seek(items, 0);
  writeln('number  name             amount     price      value');
  while not eof(items) do
  begin
    read(items, item);
    with item do
    begin
      writeln(number: 6, '  ', name, '': 16 - length(name), amount: 7, price: 10: 2, amount * price: 11: 2);
      total := total + amount * price
    end
  end;
  writeln('total': 6, total: 46: 2);
  writeln
end;

procedure exportText;
var
  t: text;
  item: Article;
begin
  assign(t, TextFile);
  rewrite(t);
  seek(items, 0);
  while not eof(items) do
  begin
    read(items, item);
    writeln(t, item.number, ' ', item.amount, ' ', item.price: 0: 2, ' ', item.name)
  end;
  close(t)
end;

{ Reads the text back: numbers first, then the rest of the line. }
procedure importText;
var
  t: text;
  number, amount, count: integer;
  price, total: real;
  blank: char;
  name: Title;
begin
  count := 0;
  total := 0;
  assign(t, TextFile);
  reset(t);
  while not eof(t) do
  begin
    read(t, number, amount, price, blank);
    readln(t, name);
    inc(count);
    total := total + amount * price;
    if name = 'drill' then
      writeln('item ', number, ' is the drill, at ', price: 0: 2)
  end;
  close(t);
  erase(t);
  writeln(count, ' items read back, worth ', total: 0: 2)
end;

begin
  make;
  reset(items);
  list;
  sortFile;
  list;
  sell(106, 2);
  sell(106, 2);
  sell(103, 25);
  sell(999, 1);
  writeln;
  list;
  exportText;
  close(items);
  importText;
  erase(items);
  assign(items, DataFile);
  {$I-}
  reset(items);
  {$I+}
  error := ioresult;
  writeln('after erase, reset gives I/O result ', error)
end.
