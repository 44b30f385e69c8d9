{ test: dialect hostile accept
expect:
|1
fpc: agrees
}
program Dimensions;
type d1 = array of integer;
  d2 = array of d1; d3 = array of d2; d4 = array of d3; d5 = array of d4; d6 = array of d5; d7 = array of d6; d8 = array of d7; d9 = array of d8;
  d10 = array of d9; d11 = array of d10; d12 = array of d11; d13 = array of d12; d14 = array of d13; d15 = array of d14; d16 = array of d15; d17 = array of d16;
  d18 = array of d17; d19 = array of d18; d20 = array of d19; d21 = array of d20; d22 = array of d21; d23 = array of d22; d24 = array of d23; d25 = array of d24;
  d26 = array of d25; d27 = array of d26; d28 = array of d27; d29 = array of d28; d30 = array of d29; d31 = array of d30; d32 = array of d31; d33 = array of d32;
  d34 = array of d33; d35 = array of d34; d36 = array of d35; d37 = array of d36; d38 = array of d37; d39 = array of d38; d40 = array of d39; d41 = array of d40;
  d42 = array of d41; d43 = array of d42; d44 = array of d43; d45 = array of d44; d46 = array of d45; d47 = array of d46; d48 = array of d47; d49 = array of d48;
  d50 = array of d49; d51 = array of d50; d52 = array of d51; d53 = array of d52; d54 = array of d53; d55 = array of d54; d56 = array of d55; d57 = array of d56;
  d58 = array of d57; d59 = array of d58; d60 = array of d59; d61 = array of d60; d62 = array of d61; d63 = array of d62; d64 = array of d63; d65 = array of d64;
  d66 = array of d65; d67 = array of d66; d68 = array of d67; d69 = array of d68; d70 = array of d69; d71 = array of d70; d72 = array of d71; d73 = array of d72;
  d74 = array of d73; d75 = array of d74; d76 = array of d75; d77 = array of d76; d78 = array of d77; d79 = array of d78; d80 = array of d79; d81 = array of d80;
  d82 = array of d81; d83 = array of d82; d84 = array of d83; d85 = array of d84; d86 = array of d85; d87 = array of d86; d88 = array of d87; d89 = array of d88;
  d90 = array of d89; d91 = array of d90; d92 = array of d91; d93 = array of d92; d94 = array of d93; d95 = array of d94; d96 = array of d95; d97 = array of d96;
  d98 = array of d97; d99 = array of d98; d100 = array of d99; d101 = array of d100; d102 = array of d101; d103 = array of d102; d104 = array of d103; d105 = array of d104;
  d106 = array of d105; d107 = array of d106; d108 = array of d107; d109 = array of d108; d110 = array of d109; d111 = array of d110; d112 = array of d111; d113 = array of d112;
  d114 = array of d113; d115 = array of d114; d116 = array of d115; d117 = array of d116; d118 = array of d117; d119 = array of d118; d120 = array of d119; d121 = array of d120;
  d122 = array of d121; d123 = array of d122; d124 = array of d123; d125 = array of d124; d126 = array of d125; d127 = array of d126; d128 = array of d127; d129 = array of d128;
  d130 = array of d129; d131 = array of d130; d132 = array of d131; d133 = array of d132; d134 = array of d133; d135 = array of d134; d136 = array of d135; d137 = array of d136;
  d138 = array of d137; d139 = array of d138; d140 = array of d139; d141 = array of d140; d142 = array of d141; d143 = array of d142; d144 = array of d143; d145 = array of d144;
  d146 = array of d145; d147 = array of d146; d148 = array of d147; d149 = array of d148; d150 = array of d149; d151 = array of d150; d152 = array of d151; d153 = array of d152;
  d154 = array of d153; d155 = array of d154; d156 = array of d155; d157 = array of d156; d158 = array of d157; d159 = array of d158; d160 = array of d159; d161 = array of d160;
  d162 = array of d161; d163 = array of d162; d164 = array of d163; d165 = array of d164; d166 = array of d165; d167 = array of d166; d168 = array of d167; d169 = array of d168;
  d170 = array of d169; d171 = array of d170; d172 = array of d171; d173 = array of d172; d174 = array of d173; d175 = array of d174; d176 = array of d175; d177 = array of d176;
  d178 = array of d177; d179 = array of d178; d180 = array of d179; d181 = array of d180; d182 = array of d181; d183 = array of d182; d184 = array of d183; d185 = array of d184;
  d186 = array of d185; d187 = array of d186; d188 = array of d187; d189 = array of d188; d190 = array of d189;
var a: d190;
begin
  setlength(a, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
  writeln(length(a))
end.
