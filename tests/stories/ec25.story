# model Quectel EC25
# Maker and model: gammu issues 468 and 492. Reports that are announced in the wrong storage with 2 as <ds>, and an empty
# slot that answers OK: IchthysMaranatha/asterisk-chan-quectel pull request 75. The lines of its start, +CMMS and +CFUN=1,1: Quectel
# EC25&EC21 AT Commands Manual V1.3, 2.24, 2.25 and chapter 9; its +CPMS sizes: gammu issue 408.
# Put together from those answers, not one recording; the rest as 27.005 and 27.007 have it.
# Numbers, IMEI and IMSI are invented.
0 # probing
3 < RDY
6 > AT
9 < OK
12 > AT+CPIN?
15 < +CPIN: READY
18 < OK
21 > ATE0
24 < OK
27 > AT+CMEE=1
30 < OK
33 > AT&D0
36 < OK
39 > AT+CGMI
42 < Quectel
45 < OK
48 > AT+CGMM
51 < EC25
54 < OK
57 < +CPIN: READY
60 < +QUSIM: 1
63 < +CFUN: 1
66 > AT+CGSN
69 < 350000000000000
72 < OK
75 > AT+CFUN?
78 < +CFUN: 1
81 < OK
84 > AT+CPIN?
87 < +CPIN: READY
90 < OK
93 > AT+CIMI
96 < 510000000000000
99 < OK
102 > AT+CSMS=1
105 < +CSMS: 1,1,1
108 < OK
111 > AT+CMGF=0
114 < OK
117 > AT+CPMS=?
120 < +CPMS: ("SM","ME","MT","SR"),("SM","ME","MT","SR"),("SM","ME","MT","SR")
123 < OK
126 > AT+CPMS?
129 < +CPMS: "ME",0,255,"ME",0,255,"ME",0,255
132 < OK
135 > AT+CPMS="SM","ME","SM"
138 < +CPMS: 0,40,0,255,0,40
141 < OK
144 > AT+CSCA?
147 < +CSCA: "+6281100000",145
150 < OK
153 > AT+CMMS=2
156 < OK
159 > AT+CNMI=2,1,0,1,0
162 < OK
165 > AT+CREG=1
168 < OK
171 > AT+CGREG=1
174 < OK
177 > AT+CEREG=1
180 < OK
183 > AT+CLIP=1
186 < OK
189 > AT+CREG?
192 < +CREG: 1,1
195 < OK
198 < +QIND: SMS DONE
201 < +QIND: PB DONE
204 # registering
207 # ready
210 > AT+CPMS?
213 < +CPMS: "ME",0,255,"ME",0,255,"ME",0,255
216 < OK
219 > AT+CSQ
222 < +CSQ: 17,99
225 < OK
228 > AT+CNMI?
231 < +CNMI: 2,1,0,1,0
234 < OK
237 > AT+COPS?
240 < +COPS: 0,0,"TELKOMSEL",2
243 < OK
246 < +CMTI: "SM",0
249 > AT+CMGR=0
252 < +CMGR: 0,,24
255 < 06912618010000040D91261832547698F000006211229000008204EDB2BB0E
258 < OK
261 > AT+CMGS=20
264 < >
267 > 0011000D91261832547698F00000FF04EA7D3A0C
270 < +CMGS: 12
273 < OK
276 > AT+CMGD=0
279 < OK
