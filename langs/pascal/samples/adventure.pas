{ A small text adventure: find the lamp, open the gate, bring the crown back to the hut.

  The world is data: rooms with exits, things with places. The program knows a dozen verbs and takes commands of one
  or two words, such as "north", "take lamp", "look". }
program adventure(input, output);

type
  Direction = (north, east, south, west, up, down);
  Room = (nowhere, carried, hut, clearing, well, cellar, gate, crypt);
  Thing = (lamp, key, rope, crown, letter);
  Verb = (vNone, vGo, vLook, vTake, vDrop, vInventory, vUse, vRead, vScore, vHelp, vQuit);

  ShortText = string[20];

const
  DirectionNames: array [Direction] of ShortText = ('north', 'east', 'south', 'west', 'up', 'down');

  RoomNames: array [Room] of ShortText = ('', '', 'Hut', 'Clearing', 'Old well', 'Cellar', 'Gate', 'Crypt');
  RoomTexts: array [Room] of string = (
    '', '',
    'A woodcutter''s hut. The fire is out. A door leads north, a hatch in the floor down.',
    'A clearing in the forest. Paths lead east to a well and north to a gate; the hut is south.',
    'An old well, dry for years. It is deep. The clearing is west.',
    'A low cellar. Roots grow through the ceiling. A ladder leads up.',
    'An iron gate in a mossy wall. The clearing is south.',
    'A crypt. Stone kings sleep along the walls. The gate is south.');

  ThingNames: array [Thing] of ShortText = ('lamp', 'key', 'rope', 'crown', 'letter');
  ThingTexts: array [Thing] of string[60] = (
    'an oil lamp', 'a rusty key', 'a long rope', 'a golden crown', 'a letter');

  VerbNames: array [Verb] of ShortText = (
    '', 'go', 'look', 'take', 'drop', 'inventory', 'use', 'read', 'score', 'help', 'quit');

  Exits: array [hut..crypt, Direction] of Room = (
    { north     east     south     west      up       down }
    (clearing,  nowhere, nowhere,  nowhere,  nowhere, cellar),   { hut }
    (gate,      well,    hut,      nowhere,  nowhere, nowhere),  { clearing }
    (nowhere,   nowhere, nowhere,  clearing, nowhere, nowhere),  { well }
    (nowhere,   nowhere, nowhere,  nowhere,  hut,     nowhere),  { cellar }
    (crypt,     nowhere, clearing, nowhere,  nowhere, nowhere),  { gate }
    (nowhere,   nowhere, gate,     nowhere,  nowhere, nowhere)); { crypt }

var
  here: Room;
  place: array [Thing] of Room;
  lampIsLit, gateIsOpen, ropeIsTied: boolean;
  turns, score: integer;
  isOver: boolean;
  verbWord, nounWord: ShortText;

{ --- words --- }

function lowered(s: string): string;
var
  i: integer;
begin
  for i := 1 to length(s) do
    if s[i] in ['A'..'Z'] then
      s[i] := chr(ord(s[i]) + 32);
  lowered := s
end;

{ Cuts the first word off a line. }
function firstWord(var line: string): ShortText;
var
  space: integer;
begin
  while (line <> '') and (line[1] = ' ') do
    delete(line, 1, 1);
  space := pos(' ', line);
  if space = 0 then
    space := length(line) + 1;
  firstWord := copy(line, 1, space - 1);
  delete(line, 1, space)
end;

procedure readCommand;
var
  line: string;
begin
  write('> ');
  if eof then
  begin
    isOver := true;
    verbWord := '';
    writeln;
    exit
  end;
  readln(line);
  { What was typed is echoed, so that a session read from a file looks like one that was typed. }
  writeln(line);
  line := lowered(line);
  verbWord := firstWord(line);
  nounWord := firstWord(line)
end;

function findDirection(const w: ShortText; var d: Direction): boolean;
var
  i: Direction;
begin
  findDirection := false;
  for i := north to down do
    if (w = DirectionNames[i]) or (w = copy(DirectionNames[i], 1, 1)) then
    begin
      d := i;
      findDirection := true
    end
end;

function findThing(const w: ShortText; var t: Thing): boolean;
var
  i: Thing;
begin
  findThing := false;
  for i := low(Thing) to high(Thing) do
    if w = ThingNames[i] then
    begin
      t := i;
      findThing := true
    end
end;

function findVerb(const w: ShortText): Verb;
var
  v: Verb;
begin
  findVerb := vNone;
  for v := vGo to vQuit do
    if (w = VerbNames[v]) or ((w = 'i') and (v = vInventory)) then
      findVerb := v
end;

{ --- the world --- }

function isDark: boolean;
begin
  isDark := (here in [cellar, crypt]) and not (lampIsLit and (place[lamp] in [carried, here]))
end;

procedure look;
var
  t: Thing;
begin
  writeln(RoomNames[here]);
  if isDark then
    writeln('It is too dark to see anything but the way out.')
  else
  begin
    writeln(RoomTexts[here]);
    if (here = gate) and not gateIsOpen then
      writeln('The gate is locked.');
    if (here = well) and ropeIsTied then
      writeln('A rope hangs into the well.');
    for t := low(Thing) to high(Thing) do
      if place[t] = here then
        writeln('There is ', ThingTexts[t], ' here.')
  end
end;

procedure go(d: Direction);
begin
  if (here = gate) and (d = north) and not gateIsOpen then
    writeln('The gate is locked.')
  else if (here = well) and (d = down) then
  begin
    if not ropeIsTied then
      writeln('You would break your neck.')
    else
    begin
      writeln('You climb down. Something glints between the stones, and you climb back up with it.');
      if place[key] = nowhere then
      begin
        place[key] := carried;
        score := score + 20;
        writeln('You have a rusty key.')
      end
      else
        writeln('No: there is nothing left down there.')
    end
  end
  else if Exits[here, d] = nowhere then
    writeln('You can''t go that way.')
  else
  begin
    here := Exits[here, d];
    look
  end
end;

procedure take(t: Thing);
begin
  if place[t] = carried then
    writeln('You have it already.')
  else if (place[t] <> here) or isDark and (t <> lamp) then
    writeln('You don''t see that here.')
  else
  begin
    place[t] := carried;
    writeln('Taken.');
    if t = crown then
      score := score + 40
  end
end;

procedure drop(t: Thing);
begin
  if place[t] <> carried then
    writeln('You don''t have that.')
  else
  begin
    place[t] := here;
    writeln('Dropped.');
    if (t = crown) and (here = hut) then
    begin
      score := score + 20;
      writeln('The fire flares up by itself, and the king under the hill sleeps on. You have won.');
      isOver := true
    end
  end
end;

procedure use(t: Thing);
begin
  if place[t] <> carried then
    writeln('You don''t have that.')
  else
    case t of
      lamp:
        begin
          lampIsLit := not lampIsLit;
          if lampIsLit then
            writeln('The lamp is lit.')
          else
            writeln('The lamp is out.');
          if lampIsLit and (here in [cellar, crypt]) then
            look
        end;
      key:
        if (here <> gate) or gateIsOpen then
          writeln('There is nothing to unlock.')
        else
        begin
          gateIsOpen := true;
          score := score + 20;
          writeln('The lock gives way. The gate is open.')
        end;
      rope:
        if here <> well then
          writeln('There is nothing to tie it to.')
        else
        begin
          ropeIsTied := true;
          place[rope] := nowhere;
          writeln('You tie the rope to the beam over the well.')
        end;
      crown: writeln('It is too big for you.');
      letter: writeln('You could read it.')
    end
end;

procedure inventory;
var
  t: Thing;
  count: integer;
begin
  count := 0;
  for t := low(Thing) to high(Thing) do
    if place[t] = carried then
    begin
      inc(count);
      writeln('You have ', ThingTexts[t], '.')
    end;
  if count = 0 then
    writeln('You have nothing.')
end;

procedure readLetter;
begin
  if place[letter] <> carried then
    writeln('You have nothing to read.')
  else if isDark then
    writeln('It is too dark to read.')
  else
    writeln('"What the king lost must lie by my fire again. I hid the key where no water is."')
end;

{ --- commands --- }

procedure obey;
var
  d: Direction;
  t: Thing;
  v: Verb;
begin
  if findDirection(verbWord, d) then
  begin
    go(d);
    exit
  end;
  v := findVerb(verbWord);
  case v of
    vNone: writeln('I don''t know how to "', verbWord, '".');
    vGo:
      if findDirection(nounWord, d) then
        go(d)
      else
        writeln('Where to?');
    vLook: look;
    vTake, vDrop, vUse:
      if not findThing(nounWord, t) then
        writeln('What do you want to ', verbWord, '?')
      else if v = vTake then
        take(t)
      else if v = vDrop then
        drop(t)
      else
        use(t);
    vInventory: inventory;
    vRead: readLetter;
    vScore: writeln('You have ', score, ' of 100 points after ', turns, ' turns.');
    vHelp: writeln('Try north, south, up, look, take, drop, use, read, inventory, score, quit.');
    vQuit: isOver := true
  end
end;

begin
  here := hut;
  place[lamp] := hut;
  place[key] := nowhere;
  place[rope] := cellar;
  place[crown] := crypt;
  place[letter] := clearing;
  lampIsLit := false;
  gateIsOpen := false;
  ropeIsTied := false;
  turns := 0;
  score := 0;
  isOver := false;

  writeln('THE KING UNDER THE HILL');
  writeln;
  look;
  while not isOver do
  begin
    readCommand;
    if verbWord <> '' then
    begin
      inc(turns);
      obey
    end
  end;
  writeln('You scored ', score, ' of 100 points in ', turns, ' turns.')
end.
