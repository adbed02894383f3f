<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>licet</name>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>0 to 1</source>
   <translation>0 到 1</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>0 to 1, then ImageNet's mean and deviation</source>
   <translation>0 到 1，再用 ImageNet 的均值和标准差归一化</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>0 to 255, as they are</source>
   <translation>0 到 255，保持原值</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/token_field.py" />
   <source>0x… the address of an ERC-20 token; empty for a price in {unit}</source>
   <translation>0x…（ERC-20 通证的地址）；留空则以 {unit} 标价</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>0x…, or empty for you</source>
   <translation>0x…；留空即您本人</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>1 keeps it, 2 doubles each side.</source>
   <translation>1 表示不变，2 表示边长加倍。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/stars.py" />
   <source>1 star: it does not work</source>
   <translation>1 星：不能用</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/stars.py" />
   <source>2 stars: poor</source>
   <translation>2 星：较差</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/market_words.py" />
   <source>3 stars and more</source>
   <translation>3 星及以上</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/stars.py" />
   <source>3 stars: usable</source>
   <translation>3 星：可用</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/market_words.py" />
   <source>4 stars and more</source>
   <translation>4 星及以上</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/stars.py" />
   <source>4 stars: good</source>
   <translation>4 星：不错</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/stars.py" />
   <source>5 stars: exactly what I hoped for</source>
   <translation>5 星：正合我意</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <source>64 hex digits</source>
   <translation>64 位十六进制数字</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>8-bit weights</source>
   <translation>8 位权重</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/figures.py" />
   <source>95 % interval</source>
   <translation>95 % 区间</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>A CSV file needs a first line with the columns name and address, and at most 10,000 lines.</source>
   <translation>CSV 文件的首行须含 name 和 address 两列，且最多 10,000 行。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/own_data.py" />
   <source>A CSV or text file</source>
   <translation>CSV 或文本文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_setup.py" />
   <source>A CSV with the columns file and label</source>
   <translation>含 file 和 label 两列的 CSV</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/shell.py" />
   <source>A batch is running</source>
   <translation>有一个批次正在运行</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/records.py" />
   <source>A block was replaced between two questions, so the answers did not fit together.</source>
   <translation>两次询问之间有一个区块被替换，因此答复互不相符。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>A buyer has proven that the key of {title} is wrong.</source>
   <translation>有买家证明了 {title} 的密钥是错的。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>A buyer has proven that this seller's key is wrong. Do not buy this version.</source>
   <translation>有买家已证明该卖家的密钥是错的。请不要购买这个版本。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>A buyer of {name} got no key in time</source>
   <translation>{name} 的一位买家没有按时收到密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>A buyer of {name} waits for the key: {left} left</source>
   <translation>{name} 的一位买家在等密钥：还剩 {left}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>A call goes to an address without a contract.</source>
   <translation>调用发往没有合约的地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>A claim of yours is sent again as it was. Otherwise the order goes on from where it stood.</source>
   <translation>如果退款是您申领的，同一笔申领会原样重发；否则订单从原来的位置继续。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>A coin, and a stablecoin that Licet knows, then has its usual limit again. Any other token has none.</source>
   <translation>主币以及 Licet 认识的稳定币会恢复通常的限额，其他代币则没有限额。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>A contact needs a name</source>
   <translation>联系人需要名称</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>A contract is at this address: it may not give back what it receives.</source>
   <translation>该地址是一个合约：它收到的钱可能退不回来。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>A contract is called without saying which of its functions. What it does is up to the contract.</source>
   <translation>调用了一个合约，却没有说明是哪个函数。它会做什么由该合约决定。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>A copy</source>
   <translation>抄袭</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>A copy for yourself: without an address it is not in the listing.</source>
   <translation>仅供自己留存：没有地址，不会写入商品。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>A copy that turned out damaged, kept to be looked at.</source>
   <translation>发现已损坏的副本，留作查看。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>A data file is damaged</source>
   <translation>一个数据文件已损坏</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>A data file is in use</source>
   <translation>一个数据文件正被占用</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>A download that stopped.</source>
   <translation>中断的下载。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>A file is missing: {where}, {found}.</source>
   <translation>缺少文件：{where}（{found}）。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/own_data.py" />
   <source>A folder</source>
   <translation>文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_results.py" />
   <source>A folder for the pictures</source>
   <translation>存放图片的文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>A free model has no orders, so it cannot be timed, bound or have a fee.</source>
   <translation>免费模型没有订单，因此不能限时、绑定或收费。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>A helper process ended</source>
   <translation>一个辅助进程已结束</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <source>A keystore file (V3)…</source>
   <translation>密钥库文件（V3）…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>A licence for {time} in your wallet, and the model for this computer.</source>
   <translation>钱包中的一份许可（期限 {time}），以及可在本机运行的模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>A licence in your wallet, and the model for this computer.</source>
   <translation>钱包中的一份许可，以及可在本机运行的模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>A licence lasts at least one day and at most 49,710 days.</source>
   <translation>许可最短 1 天，最长 49,710 天。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <source>A licence, a model file or a back-up of this wallet; or drop it onto this page.</source>
   <translation>此钱包的许可、模型文件或备份；也可以拖放到此页面。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>A list can have 20,000 entries.</source>
   <translation>一份列表最多 20,000 条。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>A list without a name</source>
   <translation>没有名称的列表</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/content.py" />
   <source>A listing names {most} addresses at most.</source>
   <translation>一个商品最多列出 {most} 个地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_ratings.py" />
   <source>A mean is shown from {n} ratings on.</source>
   <translation>满 {n} 条评分后才显示平均分。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>A message of the type “{type}” for “{domain}”. Licet cannot tell what whoever gets it can do with it.</source>
   <translation>为“{domain}”签署的“{type}”类消息。Licet 无法判断拿到它的人能用它做什么。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>A message to sign (EIP-712)</source>
   <translation>要签署的消息（EIP-712）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/download_card.py" />
   <source>A model</source>
   <translation>某个模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>A model is judged by items whose answer you know: a folder with one sub-folder for each class, a file with the columns file and label, or a CSV file with a column of labels.</source>
   <translation>评判模型要用您知道答案的样本：每个类别一个子文件夹的文件夹、带 file 和 label 两列的文件，或含标签列的 CSV 文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>A model of texts needs the file tokenizer.json, and none lies beside it.</source>
   <translation>文本模型需要 tokenizer.json 文件，但模型旁边没有。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/watching.py" />
   <source>A muted watch is listed here, and tells nothing by itself.</source>
   <translation>静音的关注仍列在这里，但不会主动通知。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>A name at {where} is too long or no text: {found}.</source>
   <translation>{where} 处有名称过长或不是文本：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>A name has 1 to {maximum} characters that can be seen.</source>
   <translation>名称须有 1 到 {maximum} 个可见字符。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>A name has letters beside the Latin ones that look like them.</source>
   <translation>名称中混有与拉丁字母相像的字母。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>A name reads like that of a contact and is another.</source>
   <translation>名称读起来像某位联系人，实则不同。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/agreement_sheet.py" />
   <source>A new block came, and it was tried again. What is shown here is what it does now.</source>
   <translation>出现了新区块，因此重新试运行过。这里显示的是它现在的效果。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>A new contract is created from code that Licet does not know.</source>
   <translation>将用 Licet 不认识的代码创建新合约。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>A new contract is placed on this network.</source>
   <translation>一份新合约将部署到此网络。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <source>A new model is put at each of these places before it is listed, and at each it has its own outcome.</source>
   <translation>新模型上架之前会放到以下每个位置，各自显示结果。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>A new password for this computer</source>
   <translation>为这台电脑设一个新密码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>A new password for {folder}. Your account pays the fee of one transaction that names the operator.</source>
   <translation>为“{folder}”设一个新密码。指定操作员需要发送一笔交易，其手续费由您的账户支付。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/shell.py" />
   <source>A new version of the list “{name}” counts now.</source>
   <translation>列表“{name}”的新版本现已生效。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/disagreements.py" />
   <source>A node that is not believed</source>
   <translation>有节点不被采信</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <source>A note of your own. It stays on this computer.</source>
   <translation>您自己的备注，只保存在这台电脑上。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>A number from the network is impossible</source>
   <translation>网络给出了一个不可能的数</translation>
  </message>
  <message>
   <location filename="../../desktop/text/errors.py" />
   <source>A part of Licet broke one of its own rules. Your wallet and your orders are kept.</source>
   <translation>Licet 的某个部分违反了自己的规则。您的钱包和订单都完好保存。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>A password needs at least {minimum} characters.</source>
   <translation>密码至少需要 {minimum} 个字符。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>A path looks like m/44'/60'/0'/0/0.</source>
   <translation>路径形如 m/44'/60'/0'/0/0。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <source>A path of your own</source>
   <translation>自定路径</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>A payment link or a contact is meant for another network.</source>
   <translation>付款链接或联系人属于另一个网络。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>A payment of nothing</source>
   <translation>付款金额为零</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>A payment of nothing to yourself, with the same number and a higher fee. If a block takes it first, the other can never happen. If the other is first, it stands, and this one costs nothing.</source>
   <translation>向自己付款 0，编号相同而手续费更高。若它先进区块，另一笔就永远不会生效；若另一笔在先，则照常生效，而这一笔不花任何费用。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>A percentage has at most two decimals, such as 12.5.</source>
   <translation>百分比最多两位小数，例如 12.5。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>A permit to borrow: whoever gets it can borrow, and this account owes it.</source>
   <translation>借款许可：拿到它的人可以借款，由本账户偿还。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>A permit: whoever gets it can take tokens without asking again.</source>
   <translation>这是一份授权：拿到它的人无需再问就能取走代币。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/tastes.py" />
   <source>A plane shows only a part: models that lie apart differ, models that lie close may still do.</source>
   <translation>平面只能呈现一部分：相距远的模型确有差异，相距近的也可能不同。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>A port is a number from 1 to 65535; empty takes any.</source>
   <translation>端口是 1 到 65535 之间的数字；留空则任选。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>A private key has 64 hex digits and lies within the range of the curve.</source>
   <translation>私钥是 64 位十六进制数字，且须在曲线的取值范围内。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <source>A private key…</source>
   <translation>私钥…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>A purchase at a higher price weighs more, at most twice as much.</source>
   <translation>价格较高的购买权重更大，最多为两倍。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>A rating has at least one star and at most five. Nothing was sent.</source>
   <translation>评分最少一星，最多五星。什么都没有发送。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>A rating is public for ever, together with your account {account}. You can replace it later; nobody can delete it.</source>
   <translation>评分会与您的账户 {account} 一起永久公开。以后可以改写，但任何人都无法删除。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>A recovery phrase has 12, 15, 18, 21 or 24 words.</source>
   <translation>助记词应有 12、15、18、21 或 24 个单词。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>A right was given that was not shown: {right}</source>
   <translation>给出了一项未曾显示的权利：{right}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>A row of the snapshot of block {block} was wrong.</source>
   <translation>区块 {block} 的快照有一行有误。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>A royalty is between 0 and 100 per cent, with at most two decimals.</source>
   <translation>版税须在 0 到 100 之间（百分比），最多两位小数。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>A royalty needs a licence that can be passed on, and somebody who gets it.</source>
   <translation>只有可转让的许可才能设版税，并且要有收取者。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>A run of an older Licet</source>
   <translation>旧版 Licet 的运行</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>A second batch would take the same amounts.</source>
   <translation>再来一批会重复取走同样的款项。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>A second operator then learns your accounts too. Without it, one node's word stands alone, and is shown as that.</source>
   <translation>这样第二个运营方也会知道您的账户。不核对时，只有一个节点的说法，并会如实标明。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>A share must be more than 0 %.</source>
   <translation>份额必须大于 0 %。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>A signature says who wrote the list. Whether they are right, only you can judge.</source>
   <translation>签名只说明列表是谁写的。说得对不对，只有您能判断。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>A single node could lie about the order. Nothing was signed.</source>
   <translation>只有一个节点时，它可能谎报订单。没有签署任何内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>A snapshot of block {block} needs a catalogue that has come so far; this one is at block {indexed_to}.</source>
   <translation>要制作区块 {block} 的快照，目录须已读到该处；当前目录在区块 {indexed_to}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>A source did not give what was asked of it:{troubles}</source>
   <translation>某个来源没有提供所请求的内容：{troubles}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>A source failed</source>
   <translation>一个来源出错</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>A split of several accounts</source>
   <translation>由多个账户分账</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/token_view.py" />
   <source>A token</source>
   <translation>某通证</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>A token that came unasked</source>
   <translation>不请自来的代币</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>A token that you do not use claims that you paid with it. You signed nothing; your money is untouched.</source>
   <translation>一种您从未使用的代币声称您用它付过款。您没有签署任何内容，您的资金毫发无损。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>A transaction about this licence is not mined yet. A second one could pay twice.</source>
   <translation>有一笔关于此许可的交易尚未上链。再发一笔可能会重复付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>A transaction about this licence is on its way.</source>
   <translation>一笔关于此许可的交易正在途中。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/effect_bar.py" />
   <source>A transaction did more than you agreed to</source>
   <translation>一笔交易做的超出了您同意的范围</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>A transaction of yours that pays nothing came before it. Only its fee is gone.</source>
   <translation>您的另一笔不付款的交易先进了区块，只损失了它的手续费。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>A transaction of yours waits with the same number</source>
   <translation>您有一笔编号相同的交易正在等待</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>A transaction that pays nothing is on its way with the same number and a higher fee. Whichever a block takes first counts.</source>
   <translation>一笔同编号、手续费更高而不付款的交易正在途中。先进区块的那一笔算数。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>A transaction with this number waits already. This one takes its place if it pays more.</source>
   <translation>已有一笔同编号的交易在等候。若这一笔付得更多，就会取代它。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>A wallet holds at most {limit} accounts. Nothing was added.</source>
   <translation>一个钱包最多容纳 {limit} 个账户。未添加任何账户。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/wallet_room.py" />
   <source>A wallet holds your coins and your licences. Only you have its keys.</source>
   <translation>钱包保管您的代币和许可。密钥只在您手里。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>A wallet keeps at least one account, and shows it. Nothing was changed.</source>
   <translation>钱包至少保留并显示一个账户。未作任何更改。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>A word is misspelt, missing, or not in its place.</source>
   <translation>有单词拼错、缺失，或位置不对。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>A wrong snapshot is not taken</source>
   <translation>有误的快照不予采用</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>AMD GPU (ROCm)</source>
   <translation>AMD 显卡（ROCm）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <source>About</source>
   <translation>关于</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>About the model's key</source>
   <translation>关于模型的密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>About the seller</source>
   <translation>关于卖家</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>About this listing</source>
   <translation>关于此商品</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>About {likely}, at most {most}</source>
   <translation>约 {likely}，最多 {most}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Access list</source>
   <translation>访问列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/effect_bar.py" />
   <location filename="../../desktop/ui/models/activity.py" />
   <location filename="../../desktop/ui/models/signatures.py" />
   <location filename="../../desktop/ui/pages/activity.py" />
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <location filename="../../desktop/ui/pages/signatures.py" />
   <location filename="../../desktop/ui/widgets/wallet_head.py" />
   <source>Account</source>
   <translation>账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <source>Account {n}</source>
   <translation>账户 {n}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>Account {n} of the split</source>
   <translation>分账的第 {n} 个账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <location filename="../../desktop/ui/widgets/wallet_head.py" />
   <source>Accounts</source>
   <translation>账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Accounts and recovery words stay the same. The system's keychain forgets the wallet.</source>
   <translation>账户和助记词不变。系统钥匙串会忘掉此钱包。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/places.py" />
   <source>Accounts: add, name, back up</source>
   <translation>账户：添加、命名、备份</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Accuracy</source>
   <translation>准确率</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <location filename="../../desktop/ui/widgets/wallet_head.py" />
   <source>Activity</source>
   <translation>动态</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_export.py" />
   <source>Activity saved to {file}</source>
   <translation>动态已保存到 {file}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/places.py" />
   <source>Activity: what your accounts did</source>
   <translation>动态：各账户做过的事</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Add</source>
   <translation>添加</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <source>Add a block list</source>
   <translation>添加屏蔽列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/inputs.py" />
   <source>Add a case</source>
   <translation>添加一例</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <source>Add a folder</source>
   <translation>添加文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <source>Add a licence</source>
   <translation>添加许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>Add a list from an address</source>
   <translation>从网址添加列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Add a maker</source>
   <translation>添加制作者</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>Add a network</source>
   <translation>添加网络</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Add a node in Settings that keeps the whole history.</source>
   <translation>请在“设置”中添加一个保存完整历史的节点。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Add a node that others can reach.</source>
   <translation>请添加一个别人能访问的节点。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Add a place to publish to first.</source>
   <translation>请先添加一个发布位置。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Add a second node of another operator, or tick that this node is your own.</source>
   <translation>请添加由别人运营的第二个节点，或勾选该节点是您自己的。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <source>Add an IPFS node</source>
   <translation>添加 IPFS 节点</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>Add an account</source>
   <translation>添加账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <source>Add from a file</source>
   <translation>从文件添加</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Add inputs to try it on</source>
   <translation>添加试用输入</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Add or show another account first.</source>
   <translation>请先添加或显示另一个账户。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <source>Add the account</source>
   <translation>添加账户</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>Add the back-up file of the purchase together with it, or try again with a network.</source>
   <translation>请与这次购买的备份文件一起添加，或联网后重试。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>Add the back-up file of the purchase, or connect to the network that it was bought on.</source>
   <translation>请添加这次购买的备份文件，或连接到购买时所用的网络。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <source>Add this computer</source>
   <translation>添加这台电脑</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/discovery_dialog.py" />
   <source>Add {n} account</source>
   <translation>添加 {n} 个账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_restore.py" />
   <source>Add {n} account and go on</source>
   <translation>添加 {n} 个账户并继续</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/discovery_dialog.py" />
   <source>Add {n} accounts</source>
   <translation>添加 {n} 个账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_restore.py" />
   <source>Add {n} accounts and go on</source>
   <translation>添加 {n} 个账户并继续</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>Added and pinned there; the listing names its ipfs:// address.</source>
   <translation>添加并固定在该节点；商品中写入它的 ipfs:// 地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/adding_panel.py" />
   <source>Adding a licence</source>
   <translation>正在添加许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/accounts.py" />
   <location filename="../../desktop/ui/models/contacts.py" />
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <location filename="../../desktop/ui/pages/payee_view.py" />
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Address</source>
   <translation>地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>Address for buyers</source>
   <translation>供买家使用的地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>Address of a Python package index, or a folder</source>
   <translation>Python 软件包索引的地址，或文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/token_card.py" />
   <source>Address of the contract</source>
   <translation>合约地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>Address of the list</source>
   <translation>列表的网址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialogs.py" />
   <location filename="../../desktop/ui/pages/payment_form.py" />
   <source>Address of the token</source>
   <translation>代币地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/token_field.py" />
   <source>Address of the token that the price is in</source>
   <translation>标价所用通证的地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <source>Address or ENS name</source>
   <translation>地址或 ENS 名称</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Address or folder</source>
   <translation>网址或文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>Address that is paid</source>
   <translation>收款地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/money.py" />
   <source>Address {address}</source>
   <translation>地址 {address}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/payee_field.py" />
   <source>Address, name, contact or payment link</source>
   <translation>地址、名称、联系人或付款链接</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_restore.py" />
   <source>Addresses of your words as most wallets and Ledgers number them.</source>
   <translation>按多数钱包和 Ledger 的编号方式，由助记词得出的地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/findings.py" />
   <source>After</source>
   <translation>处理后</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>After paying, too little is left for the fee of a complaint. Keep some coins in this account.</source>
   <translation>付款之后，余额不够支付一次投诉的手续费。请在该账户中留一些代币。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order.py" />
   <source>After this you can no longer get your money back, even if a fault is found.</source>
   <translation>此后即使发现问题，也无法再把钱要回来。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Age identity</source>
   <translation>age 身份密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/identity_dialogs.py" />
   <source>Age identity of this wallet</source>
   <translation>此钱包的 age 身份密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_results.py" />
   <source>Agreement</source>
   <translation>一致程度</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Agrees with the claim</source>
   <translation>与卖家所称相符</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/send_dialog.py" />
   <source>All</source>
   <translation>全部</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>All accounts</source>
   <translation>所有账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>All accounts of it, also later ones, for ever. Cameras and screen sharing see them too.</source>
   <translation>其中所有账户，包括以后添加的，永久如此。摄像头和屏幕共享也会看到。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>All devices</source>
   <translation>所有设备</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <location filename="../../desktop/ui/pages/batch.py" />
   <location filename="../../desktop/ui/pages/library.py" />
   <location filename="../../desktop/ui/pages/own_data.py" />
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <location filename="../../desktop/ui/pages/welcome_restore.py" />
   <location filename="../../desktop/ui/widgets/inputs.py" />
   <source>All files</source>
   <translation>所有文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>All files (*)</source>
   <translation>所有文件 (*)</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_export.py" />
   <source>All lines (CSV)</source>
   <translation>全部记录（CSV）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_reviews.py" />
   <location filename="../../desktop/ui/watch_words.py" />
   <source>All listings</source>
   <translation>全部商品</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>All networks</source>
   <translation>所有网络</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_results.py" />
   <source>All results</source>
   <translation>全部结果</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <source>All words, with spaces between them</source>
   <translation>全部助记词，以空格分隔</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>All {n} rows were compared with the chain.</source>
   <translation>全部 {n} 行都已与链上核对。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/run_words.py" />
   <source>All {n} test vectors give the seller's answers here.</source>
   <translation>全部 {n} 个测试向量在这里都得出与卖家相同的答案。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_security.py" />
   <source>Allow</source>
   <translation>允许</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Allow {to} to borrow nothing more that this account owes, of debt token {token}</source>
   <translation>不再允许 {to} 以本账户的名义借款（债务代币 {token}）</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Allow {to} to borrow {units} units that this account owes, of debt token {token}</source>
   <translation>允许 {to} 借款 {units} 单位（债务代币 {token}），由本账户偿还</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Allow {to} to take less of token {token}</source>
   <translation>减少 {to} 可取走的代币 {token}</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Allow {to} to take {units} more units of token {token}</source>
   <translation>允许 {to} 再多取走 {units} 个单位的代币 {token}</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Allow {to} to take {units} units of token {token}</source>
   <translation>允许 {to} 取走 {units} 个单位的代币 {token}</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Allow {to} to take {units} units of token {token}, by a signed permit</source>
   <translation>以签名授权允许 {to} 取走 {units} 个单位的代币 {token}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>Allowed</source>
   <translation>允许偏差</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Already sent</source>
   <translation>已经发送过</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/link_dialogs.py" />
   <source>Also addresses that may hold my key</source>
   <translation>也包含可能带有我的密钥的地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>Also claimed, but not measured here: {list}</source>
   <translation>卖家还称有以下指标，这里没有测量：{list}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>Also serve what you bought: it is ciphertext, useless without a licence</source>
   <translation>也提供您买下的模型：只是密文，没有许可便毫无用处</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Among the first five</source>
   <translation>前五命中率</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Among the first three</source>
   <translation>前三命中率</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/activity.py" />
   <location filename="../../desktop/ui/pages/payment_form.py" />
   <location filename="../../desktop/ui/pages/signatures.py" />
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Amount</source>
   <translation>金额</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/receive_dialog.py" />
   <source>Amount that you ask for</source>
   <translation>您要收取的金额</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>An address begins and ends with the same {threshold} digits as a contact, an account of yours or somebody you paid, or differs from it in one or two.</source>
   <translation>地址的首尾各 {threshold} 位与某位联系人、您的账户或付过款的人相同，或仅差一两位。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>An address begins with https:// or http://, and holds no name or password.</source>
   <translation>网址以 https:// 或 http:// 开头，且不含用户名或密码。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <source>An address begins with https:// or http://.</source>
   <translation>地址应以 https:// 或 http:// 开头。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <source>An address to watch…</source>
   <translation>要观察的地址…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/record_words.py" />
   <source>An answer is no longer at hand, only its digest. Repeat the run to see how far they are apart.</source>
   <translation>其中一个结果已不在手边，只剩摘要。重新运行即可得知相差多少。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>An answer is public for ever and stands below the rating. You can replace it; nobody can delete it.</source>
   <translation>回复会永久公开，显示在评分下方。可以改写，但任何人都无法删除。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>An answer must show the contract the whole order, and the node has not all of it. Nothing was sent.</source>
   <translation>回复时必须向合约出示完整的订单，而节点没有全部数据。什么都没有发送。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>An approval allows more than what is paid.</source>
   <translation>授权额度超过所付金额。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>An approval has no limit: more than 2 to the power of {threshold} units.</source>
   <translation>授权没有上限：超过 2 的 {threshold} 次方个单位。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approvals.py" />
   <source>An approval lets somebody take tokens from this account later, without asking again. Take back what you no longer use.</source>
   <translation>授权允许他人日后从此账户取走代币，无需再次询问。请收回不再使用的授权。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>An earlier step is still on its way</source>
   <translation>上一步仍在途中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/passages.py" />
   <source>An embedding: texts of like meaning have like numbers. Save it, or compare it with others.</source>
   <translation>嵌入向量：含义相近的文本，数值也相近。可以保存，或与其他向量比较。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialogs.py" />
   <source>An empty field is no limit.</source>
   <translation>留空表示不设限额。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>An order is delivered; the buyer can check it and complain.</source>
   <translation>一笔订单已交付；买家可以检查并申诉。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>An order is final: the licence begins, and the payment belongs to the seller.</source>
   <translation>一笔订单已完结：许可开始生效，款项归卖家所有。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>An order is refunded: the licence ends, and the payment goes back.</source>
   <translation>一笔订单已退款：许可终止，款项退回。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>An order of it is under way.</source>
   <translation>它的订单正在进行中。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>An order that gives away what is yours: anybody may take {gives} for what the order asks.</source>
   <translation>出让您资产的订单：任何人付出订单所要的，就能拿走 {gives}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>An output has no row for its input</source>
   <translation>输出与输入的行不对应</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Anchor records of runs</source>
   <translation>在链上锚定运行记录</translation>
  </message>
  <message>
   <location filename="../../desktop/text/breaches.py" />
   <source>And {n} more thing.</source>
   <translation>另有 {n} 处问题。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/breaches.py" />
   <source>And {n} more things.</source>
   <translation>另有 {n} 处问题。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Anomaly detection</source>
   <translation>异常检测</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Another Licet (process {owner_pid}) uses the same data in {path}.</source>
   <translation>另一个 Licet（进程 {owner_pid}）正在使用 {path} 中的同一份数据。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <source>Another account of your recovery words</source>
   <translation>由助记词再添一个账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <source>Another account of your words…</source>
   <translation>由助记词再添一个账户…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>Another address</source>
   <translation>另一个地址</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>Another address is pasted than was copied in Licet.</source>
   <translation>粘贴的地址与在 Licet 中复制的不同。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/record_words.py" />
   <source>Another answer</source>
   <translation>结果不同</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/record_words.py" />
   <source>Another answer; how far apart is not known</source>
   <translation>结果不同，差多少未知</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>Another node's address</source>
   <translation>其他节点的地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>Another one took its place</source>
   <translation>被另一笔取代</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Another process keeps the chain in {path}.</source>
   <translation>另一个进程正在 {path} 中运行这条链。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Another program holds {path}.</source>
   <translation>另一个程序占用着 {path}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Another program listens on port {port}.</source>
   <translation>另一个程序正在监听端口 {port}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Another transaction came first</source>
   <translation>另一笔交易先到了</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/outcome_view.py" />
   <source>Another transaction of this account stands in the same block, or a contract gave no answer.</source>
   <translation>同一区块中还有此账户的另一笔交易，或某个合约没有应答。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>Another transaction of this account took its place. Nothing was paid for the key.</source>
   <translation>此账户的另一笔交易占用了它的位置。没有为密钥付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Another transaction of this account with the same number is in a block. Make the file anew.</source>
   <translation>这个账户另一笔同编号的交易已进区块。请重新生成文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Another transaction took its place</source>
   <translation>另一笔交易取代了它</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <location filename="../../desktop/ui/pages/sell_reviews.py" />
   <source>Answer</source>
   <translation>回复</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Answer a rating</source>
   <translation>回复评价</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Answer a request for a key</source>
   <translation>回应密钥申请</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>Answer holders who ask for the key of a later version</source>
   <translation>答复索取新版本密钥的持有人</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Answer them: in the form, or with --set KEY=VALUE or --answers FILE.</source>
   <translation>请回答：在表单中填写，或使用 --set KEY=VALUE 或 --answers FILE。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>Answer this rating</source>
   <translation>回复这条评分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>Answered in {n} ms.</source>
   <translation>{n} 毫秒应答。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Any ONNX file: Licet looks into it in the sandbox and asks for what it does not tell. Or a folder with the model, its spec, card, licence, samples and test vectors.</source>
   <translation>任意 ONNX 文件：Licet 在沙箱中读取它，并询问文件中没有的信息。或者包含模型、规格、说明卡、许可、样例和测试向量的文件夹。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/receive_dialog.py" />
   <source>Any amount</source>
   <translation>任意金额</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_filters.py" />
   <source>Any licence</source>
   <translation>任何许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_filters.py" />
   <source>Any memory</source>
   <translation>不限内存</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_filters.py" />
   <source>Any price</source>
   <translation>任意价格</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_filters.py" />
   <source>Any rating</source>
   <translation>任何评分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_filters.py" />
   <source>Any size</source>
   <translation>任何大小</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_filters.py" />
   <source>Any task</source>
   <translation>任何任务</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>Anyone can put it there with the command “licet deploy”.</source>
   <translation>任何人都可以用命令“licet deploy”部署它。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings.py" />
   <source>Appearance</source>
   <translation>外观</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>Apple GPU (CoreML)</source>
   <translation>Apple 显卡（CoreML）</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Approval lowered</source>
   <translation>授权额度已调低</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Approval taken back</source>
   <translation>授权已收回</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <location filename="../../desktop/ui/widgets/wallet_head.py" />
   <source>Approvals</source>
   <translation>授权</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/places.py" />
   <source>Approvals: who may take your tokens</source>
   <translation>授权：谁可以取走您的代币</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>Approve and buy for {amount}</source>
   <translation>授权并以 {amount} 购买</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Approving the payment</source>
   <translation>正在授权付款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>Architecture</source>
   <translation>架构</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>Are the models still what you bought?</source>
   <translation>模型还和您购买时一样吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Area</source>
   <translation>区域平均</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Area under the ROC curve</source>
   <translation>ROC 曲线下面积</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_card.py" />
   <source>As a keystore file (V3)…</source>
   <translation>存为密钥库文件（V3）…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_card.py" />
   <source>As a private key…</source>
   <translation>显示私钥…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_place.py" />
   <source>As in the settings</source>
   <translation>与设置相同</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>As in training; other sounds are resampled.</source>
   <translation>与训练时相同；其他声音会重新采样。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>As it is</source>
   <translation>原样</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>As it was done in training.</source>
   <translation>与训练时的做法相同。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <source>As on a new computer: Licet makes the accounts from what you type, in memory, compares them with this wallet, and forgets them again.</source>
   <translation>如同在新电脑上：Licet 用您输入的内容在内存中生成账户，与本钱包比对，随后忘掉。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>As the chain said on {time}</source>
   <translation>链上状态，截至 {time}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings.py" />
   <source>As the system</source>
   <translation>跟随系统</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_card.py" />
   <source>Ask for a new version now</source>
   <translation>立即查询新版本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/receive_dialog.py" />
   <source>Ask for an amount</source>
   <translation>指定收款金额</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>Ask for every token without a limit?</source>
   <translation>对每种没有限额的代币都询问？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_card.py" />
   <source>Ask for new versions</source>
   <translation>查询新版本</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/effects.py" />
   <source>Ask for several shorter messages. Licet signs nothing that it cannot show.</source>
   <translation>请让对方改为发送几条较短的消息。Licet 不会签署任何它无法显示的内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>Ask for the file again, as it was exported.</source>
   <translation>请对方重新发送导出的原文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_cards.py" />
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>Ask for the key</source>
   <translation>索取密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>Ask for the key again; the fee is shown before.</source>
   <translation>请重新索取密钥；付款前会显示费用。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/effects.py" />
   <source>Ask for the message again. Licet signs nothing that it cannot show.</source>
   <translation>请重新索取这条消息。凡是不能显示的，Licet 都不签名。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>Ask for the password for every token without a limit</source>
   <translation>对没有限额的代币每次都要求输入密码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>Ask in your own words</source>
   <translation>用您自己的话提问</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>Ask its author for the file as it was signed. Nothing was changed.</source>
   <translation>请向作者索取签名时的原文件。什么都没有改变。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>Ask its owner for the address itself.</source>
   <translation>请直接向其所有者索取地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>Ask its owner to send you the address itself, and compare it.</source>
   <translation>请让其所有者直接发来地址，并仔细核对。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Ask somebody to send you coins of this network.</source>
   <translation>请让别人给您转一些这个网络的代币。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>Ask the author. If the change is true, remove the list and add it again. Until then the kept one counts.</source>
   <translation>请询问作者。如果确有变更，请移除列表后重新添加。在此之前以现有的为准。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>Ask the chosen node</source>
   <translation>询问所选的节点</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>Ask the chosen nodes</source>
   <translation>询问所选节点</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Ask the maker for the address by another way than where the snapshot is from.</source>
   <translation>请通过快照来源以外的途径向制作者索取地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>Ask the seller</source>
   <translation>联系卖家</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>Ask the {n} chosen nodes</source>
   <translation>询问所选的 {n} 个节点</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Ask them all</source>
   <translation>全部询问</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Ask them once a day by itself, while Licet is open</source>
   <translation>Licet 打开时，每天自动询问一次</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Ask whoever gave you the file for another one.</source>
   <translation>请向给您该文件的人另要一份。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>Ask whoever gave you the link for an address and an amount.</source>
   <translation>请向提供链接的人索取地址和金额。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Ask whoever runs the network to add it.</source>
   <translation>请让该网络的运营方添加它。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Ask whoever sent it for another.</source>
   <translation>请向发送者索取新的链接。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>Ask {node}</source>
   <translation>询问 {node}</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Ask {seller} for the key of a later version, for {value_wei}</source>
   <translation>以 {value_wei} 向 {seller} 申请新版本的密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Ask {seller} for the key of a later version, in token {token}</source>
   <translation>以代币 {token} 向 {seller} 申请新版本的密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>Asked for by</source>
   <translation>请求者</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_card.py" />
   <source>Asked for every day</source>
   <translation>每天查询</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_card.py" />
   <source>Asked for every week</source>
   <translation>每周查询</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_card.py" />
   <source>Asked on {date}. The version that you have counts.</source>
   <translation>{date} 查询过。您现有的版本继续有效。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>Asking</source>
   <translation>正在索取</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/request_flow.py" />
   <source>Asking for the key of a version</source>
   <translation>正在请求版本密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Asking the addresses of your listings</source>
   <translation>正在询问商品的各个地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approvals.py" />
   <source>Asking the contracts…</source>
   <translation>正在询问合约…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>Asking the network what it costs</source>
   <translation>正在向网络询价</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>Asking the node</source>
   <translation>正在询问节点</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>Asking the node what it costs…</source>
   <translation>正在向节点询问费用…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>Asking {n} nodes</source>
   <translation>正在询问 {n} 个节点</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>At block {block} {origin} says otherwise than the snapshot, and {other} says the same. Nothing was changed.</source>
   <translation>在区块 {block}，{origin} 的说法与快照不同，而 {other} 与快照一致。什么都没有改动。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>At least one of its rows is not what the chain says. Your catalogue was not touched.</source>
   <translation>至少有一行与链上不符。您的目录没有改动。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>At least one of the nodes that you choose must answer.</source>
   <translation>所选节点中至少要有一个应答。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>At least one word differs. Look at your paper again.</source>
   <translation>至少有一个单词不对。请再看看您的纸条。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>At most {decimals} digits may follow the point.</source>
   <translation>小数点后最多 {decimals} 位。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>At most {fee} in fees, {data} of it for the bytes on the parent chain; the account holds {balance}.</source>
   <translation>手续费最多 {fee}，其中 {data} 用于在父链上存放数据；账户余额为 {balance}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>At most {fee} in fees; the account holds {balance}.</source>
   <translation>手续费最多 {fee}；账户余额 {balance}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>At most {most} are of use.</source>
   <translation>最多 {most} 个就够用了。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>At most {most} are shown for a network.</source>
   <translation>每个网络最多显示 {most} 个。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>At most, per gas</source>
   <translation>每单位 gas 上限</translation>
  </message>
  <message>
   <location filename="../../desktop/commands/wallet_policy.py" />
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>At {n} place the journal begins anew, because the vault's record was lost.</source>
   <translation>日志有 {n} 处重新开始，因为保险库的记录曾经丢失。</translation>
  </message>
  <message>
   <location filename="../../desktop/commands/wallet_policy.py" />
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>At {n} places the journal begins anew, because the vault's record was lost.</source>
   <translation>日志有 {n} 处重新开始，因为保险库的记录曾经丢失。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/content.py" />
   <source>At {place} another program listens already, or this computer does not have that address.</source>
   <translation>{place} 已被其他程序占用，或这台电脑没有该地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <source>Attempts</source>
   <translation>各次尝试</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <source>Attempts, fee and signed bytes</source>
   <translation>各次尝试、手续费与签名数据</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Average precision</source>
   <translation>平均精度</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Average precision, IoU 0.5</source>
   <translation>平均精度（IoU 0.5）</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Average precision, IoU 0.75</source>
   <translation>平均精度（IoU 0.75）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/send_dialog.py" />
   <location filename="../../desktop/ui/pages/sign_elsewhere_dialog.py" />
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <location filename="../../desktop/ui/widgets/shelf_strip.py" />
   <source>Back</source>
   <translation>返回</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>Back to the list</source>
   <translation>返回列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Back-up</source>
   <translation>备份</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Back-up and password</source>
   <translation>备份与密码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Back-up file</source>
   <translation>备份文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <location filename="../../desktop/ui/pages/welcome_restore.py" />
   <source>Back-up files</source>
   <translation>备份文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>Bait from a look-alike</source>
   <translation>相似地址的诱饵</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/agreement_sheet.py" />
   <location filename="../../desktop/ui/pages/send_dialog.py" />
   <location filename="../../desktop/ui/pages/wallet.py" />
   <source>Balance</source>
   <translation>余额</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Balanced accuracy</source>
   <translation>平衡准确率</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/wallet_head.py" />
   <source>Balances</source>
   <translation>余额</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch.py" />
   <location filename="../../desktop/ui/widgets/run_tabs.py" />
   <source>Batch</source>
   <translation>批量</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_flow.py" />
   <source>Batch: {name}</source>
   <translation>批量运行：{name}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Because of “{title}”</source>
   <translation>因为您有或看过“{title}”</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/findings.py" />
   <source>Before</source>
   <translation>处理前</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/split_picture.py" />
   <source>Before and after: move the line with the arrow keys</source>
   <translation>处理前与处理后：用方向键移动分界线</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/entry_rows.py" />
   <source>Before: {category}, {reason}</source>
   <translation>之前：{category}，{reason}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>Began with</source>
   <translation>起始于</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>Beginning anew would throw away what is done.</source>
   <translation>重新开始会丢弃已完成的部分。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Being compared</source>
   <translation>核对中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Being listed</source>
   <translation>正在上架</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>Being taken back</source>
   <translation>正在撤回</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/listing_card.py" />
   <source>Being written to the chain</source>
   <translation>正在写入链上</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Beside it lie the copies made before each update (.backup); copy one of them over it.</source>
   <translation>旁边有每次升级前的备份（.backup）；把其中一份复制过来覆盖它。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Beside the model lies a generation_config.json.</source>
   <translation>模型旁边有 generation_config.json。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_head.py" />
   <source>Best match</source>
   <translation>最匹配</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_head.py" />
   <source>Best rated</source>
   <translation>评分最高</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Better than claimed</source>
   <translation>好于卖家所称</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>Better than some</source>
   <translation>好于其中一部分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialogs.py" />
   <source>Beyond it, the vault signs only with your password. What was already spent counts.</source>
   <translation>超出限额时，保险库只有在您输入密码后才签名。已支出的也计算在内。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Bicubic</source>
   <translation>双三次</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Bilinear</source>
   <translation>双线性</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <source>Block</source>
   <translation>区块</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <location filename="../../desktop/ui/pages/market_lists.py" />
   <source>Block lists</source>
   <translation>屏蔽列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/places.py" />
   <source>Block lists: what is hidden, and why</source>
   <translation>屏蔽列表：隐藏了什么、为什么</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>Block {block} is another one at {origin} than the snapshot says. Your catalogue was not touched.</source>
   <translation>{origin} 上的区块 {block} 与快照所说的不是同一个。您的目录没有改动。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>Block {block}, answered in {n} ms.</source>
   <translation>区块 {block}，{n} 毫秒应答。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Block {block}: the snapshot alters {what}.</source>
   <translation>区块 {block}：快照篡改了{what}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Block {block}: the snapshot has {what} that the chain does not have.</source>
   <translation>区块 {block}：快照中的{what}在链上并不存在。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Block {block}: the snapshot leaves out {what}.</source>
   <translation>区块 {block}：快照漏掉了{what}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>Blocks take at least {base} gwei now. It waits until that falls.</source>
   <translation>区块现在至少要 {base} gwei。它会等到费用回落。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Bond bound by orders</source>
   <translation>被订单占用的保证金</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Bond per order</source>
   <translation>每单保证金</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Bond put down</source>
   <translation>已交保证金</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Bond taken out</source>
   <translation>已取回保证金</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Bond to put down now</source>
   <translation>现在需交的保证金</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Bond, bound by orders</source>
   <translation>保证金（订单占用）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Bond, free</source>
   <translation>保证金（可用）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/token_field.py" />
   <source>Bond, late fee and network fees are in {unit} whatever the price is in.</source>
   <translation>无论以什么标价，保证金、迟交罚金和网络手续费一律用 {unit}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/record_words.py" />
   <source>Both digests are the same: not a number and not a pixel differs.</source>
   <translation>两个摘要相同：没有一个数字或像素不同。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_lists.py" />
   <source>Both name {n} thing</source>
   <translation>两者都提到 {n} 项</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_lists.py" />
   <source>Both name {n} things</source>
   <translation>两者都提到 {n} 项</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>Both say the same.</source>
   <translation>两者内容相同。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <location filename="../../desktop/ui/pages/order.py" />
   <source>Bought</source>
   <translation>已购买</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Bought again by the same account: from {least} sales and {share} % on.</source>
   <translation>同一账户重复购买：从 {least} 笔且占 {share} % 起计。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Bought by {n} account</source>
   <translation>{n} 个账户购买</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Bought by {n} accounts</source>
   <translation>{n} 个账户购买</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>Bound to the buyer</source>
   <translation>与买家绑定</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing.py" />
   <source>Breaks the rules</source>
   <translation>违反规则</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Brier score</source>
   <translation>Brier 分数</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Bring each window to mean 0 and deviation 1?</source>
   <translation>把每个窗口标准化为均值 0、标准差 1 吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Bring embeddings to length 1?</source>
   <translation>把嵌入向量归一化为长度 1 吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Bring sounds to mean 0 and deviation 1?</source>
   <translation>把声音标准化为均值 0、标准差 1 吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>Bring up to date</source>
   <translation>更新</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Bringing it into the profile</source>
   <translation>正在转换为规范形式</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Building the catalogue beside the present one</source>
   <translation>正在现有目录之外建立新目录</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>Built in</source>
   <translation>内置</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>Buy</source>
   <translation>购买</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Buy AI models that run on your own computer</source>
   <translation>购买在自己电脑上运行的 AI 模型</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Buy a licence for listing {listing} from {seller} for {units} units of token {token}</source>
   <translation>以 {units} 个单位的代币 {token} 向 {seller} 购买商品 {listing} 的许可</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Buy a licence for listing {listing} from {seller} for {value_wei}</source>
   <translation>以 {value_wei} 向 {seller} 购买商品 {listing} 的许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>Buy for {amount}</source>
   <translation>以 {amount} 购买</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listed_bar.py" />
   <source>Buy it</source>
   <translation>购买</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listed_bar.py" />
   <source>Buy it all the same?</source>
   <translation>仍要购买吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>Buy the model again if you want to use it.</source>
   <translation>如需使用，请重新购买此模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Buyer {address}</source>
   <translation>买家 {address}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>Buyers can fetch your models from here while the app is open. Given so far: {size}.</source>
   <translation>应用打开期间，买家可以从这里下载您的模型。累计上传 {size}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Buyers cannot fetch from there.</source>
   <translation>买家无法从那里下载。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/tokens.py" />
   <source>Buyers could not pay with {currency}. Nothing was listed.</source>
   <translation>买家无法用 {currency} 付款。没有上架任何内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Buyers see it first.</source>
   <translation>买家首先看到它。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/content.py" />
   <source>Buyers would not find this computer</source>
   <translation>买家找不到这台电脑</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>Buying</source>
   <translation>正在购买</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/purchase_flow.py" />
   <source>Buying a model</source>
   <translation>正在购买模型</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>By a signed permit, {spender} may take all {token} from {owner}, now and later.</source>
   <translation>凭一份签名许可，{spender} 现在和以后都可取走 {owner} 的全部 {token}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>By a signed permit, {spender} may take up to {amount} from {owner}.</source>
   <translation>凭一份签名许可，{spender} 最多可从 {owner} 取走 {amount}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/shelf_strip.py" />
   <source>By how many accounts bought them. As you look around, this is worked out for you, on this computer.</source>
   <translation>按购买账户数排列。随着您浏览，将在本机为您算出推荐。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_row.py" />
   <source>By way of</source>
   <translation>经由</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/plots.py" />
   <source>Calibration</source>
   <translation>校准</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Calibration error</source>
   <translation>校准误差</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Call</source>
   <translation>调用</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Call data</source>
   <translation>调用数据</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Call {to} with {selector}, which Licet does not know, and pay {value_wei}</source>
   <translation>以 Licet 不认识的 {selector} 调用 {to}，并支付 {value_wei}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Calldata Digest</source>
   <translation>Calldata Digest</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/effect_bar.py" />
   <source>Called</source>
   <translation>调用对象</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>Calls itself like the coin</source>
   <translation>自称与原生币同名</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>Came</source>
   <translation>实际结果</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>Came in</source>
   <translation>转入</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Came through a contract</source>
   <translation>经由合约转入</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>Can be passed on</source>
   <translation>可转让</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>Can be passed on, royalty {percent}</source>
   <translation>可转让，版税 {percent}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting.py" />
   <source>Can be taken now</source>
   <translation>现在可取</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>Can you say what is wrong, or give the money back?</source>
   <translation>请问是哪里出了问题？或者能否退款？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/dialogs.py" />
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <location filename="../../desktop/ui/pages/approval_dialog.py" />
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <location filename="../../desktop/ui/pages/batch_setup.py" />
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <location filename="../../desktop/ui/pages/discovery_dialog.py" />
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <location filename="../../desktop/ui/pages/limit_dialog.py" />
   <location filename="../../desktop/ui/pages/limit_dialogs.py" />
   <location filename="../../desktop/ui/pages/link_dialogs.py" />
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <location filename="../../desktop/ui/pages/places_card.py" />
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <location filename="../../desktop/ui/pages/send_dialog.py" />
   <location filename="../../desktop/ui/pages/serving.py" />
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <location filename="../../desktop/ui/pages/sign_elsewhere_dialog.py" />
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <location filename="../../desktop/ui/pages/storage_card.py" />
   <location filename="../../desktop/ui/pages/token_card.py" />
   <location filename="../../desktop/ui/widgets/states.py" />
   <source>Cancel</source>
   <translation>取消</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/download_card.py" />
   <source>Cancel this download</source>
   <translation>取消此下载</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/tokens.py" />
   <source>Cancel this purchase. If you buy again, it is tried afresh.</source>
   <translation>请取消这次购买。再次购买时会重新尝试。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <location filename="../../desktop/ui/phrases.py" />
   <source>Cancelled</source>
   <translation>已取消</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>Cancelled; nothing was paid</source>
   <translation>已取消；没有付款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>Cannot run here</source>
   <translation>无法在本机运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>Careful: it looks like {other}, but is another address.</source>
   <translation>请小心：它看起来像“{other}”，但其实是另一个地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/findings.py" />
   <location filename="../../desktop/ui/widgets/inputs.py" />
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>Case {n}</source>
   <translation>第 {n} 例</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>Catalogue</source>
   <translation>目录</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rules_dialog.py" />
   <source>Caution</source>
   <translation>注意</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Chain</source>
   <translation>链</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>Chain {chain}, block {block}, {age}, answered in {n} ms</source>
   <translation>链 {chain}，区块 {block}，{age}，{n} 毫秒应答</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>Change</source>
   <translation>更改</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Change a listing; its income goes to {payee}</source>
   <translation>修改商品；收入归 {payee}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_reviews.py" />
   <source>Change answer</source>
   <translation>修改回复</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <location filename="../../desktop/text/errors.py" />
   <source>Change it and try again.</source>
   <translation>请修改后再试。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>Change nodes</source>
   <translation>更换节点</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Change price, bond or late fee.</source>
   <translation>请更改价格、保证金或迟交罚金。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order_review.py" />
   <source>Change rating</source>
   <translation>修改评分</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Change the accounts or the shares.</source>
   <translation>请更改账户或份额。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Change the answer.</source>
   <translation>请修改回答。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Change the answer: probabilities need nothing, other scores a softmax or a sigmoid.</source>
   <translation>请修改回答：概率无需处理，其他得分需要 softmax 或 sigmoid。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>Change the input and run again.</source>
   <translation>请更换输入后再运行。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/watching.py" />
   <source>Change the limit</source>
   <translation>修改价格上限</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Change the password</source>
   <translation>更改密码</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>Change the terms of the licence.</source>
   <translation>请修改许可条款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/effects.py" />
   <source>Change what you like, and try again when you want to.</source>
   <translation>可以先修改，想好之后再试。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Change without a known cause</source>
   <translation>原因不明的变动</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>Change your answer</source>
   <translation>修改您的回复</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>Change your rating of “{name}”</source>
   <translation>修改您对“{name}”的评分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Change: {what}</source>
   <translation>修改：{what}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>Changes</source>
   <translation>变化</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Change…</source>
   <translation>更改…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_dialog.py" />
   <source>Changing an approval</source>
   <translation>正在更改授权</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Changing the password</source>
   <translation>正在更改密码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>Chart</source>
   <translation>图表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>Charts</source>
   <translation>图表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_head.py" />
   <source>Cheapest</source>
   <translation>最便宜</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <location filename="../../desktop/ui/pages/signatures.py" />
   <location filename="../../desktop/ui/pages/welcome.py" />
   <location filename="../../desktop/ui/widgets/steps.py" />
   <source>Check</source>
   <translation>检查</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>Check a record file</source>
   <translation>核验记录文件</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Check size, length and layout in your answers. An axis that the file leaves open may be fixed in truth.</source>
   <translation>请检查回答中的尺寸、长度和排列。文件中未限定的轴实际上可能是固定的。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Check the disk and pack the model again.</source>
   <translation>请检查磁盘，然后重新打包模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>Check the disk. A model file that was saved earlier, added in Library, puts it right.</source>
   <translation>请检查磁盘。在“模型库”中添加以前保存的模型文件即可修复。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Check the exported model with your own inputs, and give samples.</source>
   <translation>请用您自己的输入检查导出的模型，并提供样例。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Check the number, or wait until the catalogue has caught up with the chain.</source>
   <translation>请检查编号，或等目录追上链。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/wallet.py" />
   <source>Check them</source>
   <translation>核对</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Check them…</source>
   <translation>核对…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <source>Check your recovery words</source>
   <translation>核对助记词</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Checked before you pay</source>
   <translation>付款前先检查</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>Checked in part</source>
   <translation>已检查一部分</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>Checked in part.</source>
   <translation>已检查一部分。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Checked {when}.</source>
   <translation>{when}核对过。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Checked {when}. Look again whether the paper is still there.</source>
   <translation>{when}核对过。请再看看那张纸是否还在。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <location filename="../../desktop/ui/phrases.py" />
   <source>Checking</source>
   <translation>检查中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Checking every byte</source>
   <translation>正在检查每个字节</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Checking every entry</source>
   <translation>正在逐条核对</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Checking the journal</source>
   <translation>核对日志</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/download_words.py" />
   <source>Checking what is here</source>
   <translation>正在核对已有部分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Chinese (Simplified)</source>
   <translation>简体中文</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Chinese (Traditional)</source>
   <translation>繁体中文</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Choose Normal or Fast, or raise your own numbers.</source>
   <translation>请选择“普通”或“快速”，或提高您自己填的数。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/own_data.py" />
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <source>Choose a file</source>
   <translation>选择文件</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>Choose a file that was saved from an order's page under “Licence file”.</source>
   <translation>请选择在订单页面“许可文件”中保存的文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_export.py" />
   <location filename="../../desktop/ui/pages/batch.py" />
   <location filename="../../desktop/ui/pages/judge.py" />
   <location filename="../../desktop/ui/pages/own_data.py" />
   <location filename="../../desktop/ui/pages/search.py" />
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>Choose a folder</source>
   <translation>选择文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <source>Choose a folder to publish to</source>
   <translation>选择要发布到的文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Choose a model</source>
   <translation>选择模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Choose a model folder</source>
   <translation>选择模型文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>Choose a name that cannot be mistaken for it, or change the other contact first.</source>
   <translation>请选一个不会混淆的名称，或先修改另一位联系人。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Choose a node of the right network in Settings. Nothing was signed.</source>
   <translation>请在“设置”中选择正确网络的节点。没有签署任何内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Choose a password</source>
   <translation>设置密码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/file_inputs.py" />
   <source>Choose a picture</source>
   <translation>选择图片</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>Choose a snapshot of the network that you are connected to.</source>
   <translation>请选择您所连接网络的快照。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/file_inputs.py" />
   <source>Choose a sound</source>
   <translation>选择声音文件</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Choose an account of this wallet, or unlock the one that has it.</source>
   <translation>请选择本钱包的账户，或解锁拥有该账户的钱包。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Choose an account of yours, or import the key of this one.</source>
   <translation>请选择您自己的账户，或导入此账户的私钥。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>Choose another file, or export the model again as plain ONNX.</source>
   <translation>请换一个文件，或把模型重新导出为普通 ONNX。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Choose another node in Settings. Your money is safe.</source>
   <translation>请在“设置”中换一个节点。您的钱是安全的。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Choose another node, or look at the internet connection.</source>
   <translation>请换一个节点，或检查网络连接。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/content.py" />
   <source>Choose another port, or 0 for any that is free.</source>
   <translation>请换一个端口，或填 0 使用任意空闲端口。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Choose another task, or export the model with these inputs.</source>
   <translation>请选择其他任务，或导出带有这些输入的模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Choose another task. “other” packs it as plain numbers.</source>
   <translation>请选择其他任务。“other”会按纯数值打包。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare.py" />
   <source>Choose data</source>
   <translation>选择数据</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>Choose fewer periods.</source>
   <translation>请减少期数。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch.py" />
   <source>Choose files</source>
   <translation>选择文件</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/search.py" />
   <source>Choose it again, or look whether its disk is there. What was read before is kept.</source>
   <translation>请重新选择，或查看其所在磁盘是否已连接。先前读取的内容都已保留。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/judging.py" />
   <source>Choose models of one task.</source>
   <translation>请选择同一任务的模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Choose nodes of one network.</source>
   <translation>请选择同一个网络的节点。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>Choose one run to read it, or two to compare them.</source>
   <translation>选中一次运行可查看详情，选中两次可比较。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>Choose one to five stars</source>
   <translation>请选择一到五星</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>Choose or drop a folder with texts: .txt, .md, .csv and .html. They are read here and never leave this computer; of what is in them only directions of meaning are kept, no word.</source>
   <translation>选择或拖入一个存放文本（.txt、.md、.csv 和 .html）的文件夹。文本只在本机读取，绝不会离开这台电脑；保留的只有语义向量，不保留任何文字。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>Choose the account that holds it, or look again when the node is reachable.</source>
   <translation>请选择持有它的账户，或在节点可用时再查看。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Choose the file that Licet saved, with the same wallet and on the same network.</source>
   <translation>请选择 Licet 保存的文件，并使用同一个钱包和同一个网络。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>Choose the file that was used then.</source>
   <translation>请选择当时使用的文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Choose the file that you saved as a back-up of the wallet.</source>
   <translation>请选择您当初保存的钱包备份文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <source>Choose the input again</source>
   <translation>重新选择输入</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Choose three of different operators.</source>
   <translation>请选择三个由不同运营方运行的节点。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Choose where</source>
   <translation>选择位置</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/question_form.py" />
   <source>Choose …</source>
   <translation>请选择…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/figures.py" />
   <source>Claim of the seller</source>
   <translation>卖家所称</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>Claimed</source>
   <translation>卖家声称</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>Claimed by a token</source>
   <translation>仅为代币单方面声称</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>Claims of the seller</source>
   <translation>卖家的声明</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Class that means nothing</source>
   <translation>表示“无”的类别</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_results.py" />
   <source>Clear all</source>
   <translation>全部清除</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_empty.py" />
   <source>Clear search and filters</source>
   <translation>清除搜索和筛选</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/downloads.py" />
   <source>Clear the list</source>
   <translation>清空列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/dialogs.py" />
   <location filename="../../desktop/ui/effect_bar.py" />
   <location filename="../../desktop/ui/news_bar.py" />
   <location filename="../../desktop/ui/overlays.py" />
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <location filename="../../desktop/ui/pages/adding_panel.py" />
   <location filename="../../desktop/ui/pages/approval_dialog.py" />
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <location filename="../../desktop/ui/pages/compare_lists.py" />
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <location filename="../../desktop/ui/pages/discovery_dialog.py" />
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <location filename="../../desktop/ui/pages/link_dialogs.py" />
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <location filename="../../desktop/ui/pages/market_lists.py" />
   <location filename="../../desktop/ui/pages/message_dialog.py" />
   <location filename="../../desktop/ui/pages/outcome_dialog.py" />
   <location filename="../../desktop/ui/pages/receive_dialog.py" />
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <location filename="../../desktop/ui/pages/rules_dialog.py" />
   <location filename="../../desktop/ui/pages/secret_dialog.py" />
   <location filename="../../desktop/ui/pages/signed_calls_dialog.py" />
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Close</source>
   <translation>关闭</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/shell.py" />
   <source>Close Licet</source>
   <translation>关闭 Licet</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/shell.py" />
   <source>Close Licet now? What is done is kept, and the batch can go on from there when you open Licet again.</source>
   <translation>现在关闭 Licet 吗？已完成的部分会保留，下次打开 Licet 时可以从那里继续。</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Close a listing</source>
   <translation>下架商品</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Close other copies of Licet, lock the wallet and unlock it again.</source>
   <translation>请关闭其他 Licet，锁定钱包后再解锁。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Close other programs and try again. Nothing was changed.</source>
   <translation>请关闭其他程序后再试。没有任何改动。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Close that program and try again.</source>
   <translation>请关闭该程序后再试。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Close that program, or start with another port.</source>
   <translation>请关闭该程序，或换一个端口启动。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Closed</source>
   <translation>已关闭</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Closing a listing</source>
   <translation>正在关闭上架</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/income_card.py" />
   <source>Coin</source>
   <translation>本币</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payment_form.py" />
   <location filename="../../desktop/ui/pages/receive_dialog.py" />
   <source>Coin or token</source>
   <translation>原生币或代币</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Collection</source>
   <translation>藏品集</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_setup.py" />
   <source>Column to run on</source>
   <translation>要处理的列</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_setup.py" />
   <source>Column {name}</source>
   <translation>{name} 列</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting.py" />
   <source>Comes later</source>
   <translation>稍后才能取</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/overlays.py" />
   <source>Commands</source>
   <translation>命令</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare.py" />
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <location filename="../../desktop/ui/pages/library.py" />
   <location filename="../../desktop/ui/pages/lists.py" />
   <source>Compare</source>
   <translation>比较</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Compare each word with your paper. Words from the list, in their order.</source>
   <translation>请对照纸上逐词核对。每个词都须在词表中，且顺序一致。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/judging.py" />
   <source>Compare it with another model on the same data instead.</source>
   <translation>可以改为在同样的数据上与另一个模型比较。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Compare it with what you meant to pay. Signing asks no network; the signed file goes back to a computer that has one.</source>
   <translation>请与您想付的款项核对。签名不需要网络；签好的文件再带回联网的电脑。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/token_view.py" />
   <source>Compare its address with one that you trust.</source>
   <translation>请把它的地址与您信得过的地址核对。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_lists.py" />
   <source>Compare lists</source>
   <translation>比较列表</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Compare the address and the network with what the issuer says.</source>
   <translation>请与发行方公布的地址和网络核对。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>Compare the digest with whoever gave it to you, or try another source.</source>
   <translation>请与提供摘要的人核对，或换一个来源。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>Compare what two nodes say of my accounts</source>
   <translation>比对两个节点对我账户的说法</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge.py" />
   <source>Compare with others</source>
   <translation>与其他模型比较</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>Compared</source>
   <translation>已核对</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Compared completely</source>
   <translation>已全部核对</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare.py" />
   <source>Comparing models</source>
   <translation>正在比较模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Comparing with the chain</source>
   <translation>正在与链上核对</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_results.py" />
   <source>Comparison</source>
   <translation>比较结果</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Complain about a wrong key</source>
   <translation>投诉密钥错误</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Complain about wrong content</source>
   <translation>投诉内容错误</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>Complete up to block {block}</source>
   <translation>已完整读取至区块 {block}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/plots.py" />
   <source>Confidence of the model</source>
   <translation>模型的把握</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>Confirm</source>
   <translation>确认</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Confirm a purchase: the seller is paid</source>
   <translation>确认购买：款项付给卖家</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confusion.py" />
   <source>Confusion matrix</source>
   <translation>混淆矩阵</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Connect to its chain in Settings, then open the file again.</source>
   <translation>请在设置中连接到那条链，然后重新打开文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Connect to that network in Settings to go on. A model that was received can be run meanwhile.</source>
   <translation>在设置中连接到那个网络后即可继续。已收到的模型现在就能运行。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contacts.py" />
   <location filename="../../desktop/ui/widgets/wallet_head.py" />
   <source>Contacts</source>
   <translation>联系人</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contacts.py" />
   <source>Contacts saved to {file}</source>
   <translation>联系人已保存到 {file}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/places.py" />
   <source>Contacts: whom you pay, by name</source>
   <translation>联系人：按名称付款的对象</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_dialog.py" />
   <location filename="../../desktop/ui/pages/send_dialog.py" />
   <location filename="../../desktop/ui/pages/sign_elsewhere_dialog.py" />
   <location filename="../../desktop/ui/pages/welcome.py" />
   <location filename="../../desktop/ui/pages/welcome_restore.py" />
   <source>Continue</source>
   <translation>继续</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Contract</source>
   <translation>合约</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Contract called</source>
   <translation>调用合约</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Contract deployed</source>
   <translation>合约已部署</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/dialogs.py" />
   <location filename="../../desktop/ui/pages/link_dialogs.py" />
   <location filename="../../desktop/ui/widgets/basic.py" />
   <source>Copied</source>
   <translation>已复制</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/result_tools.py" />
   <source>Copied.</source>
   <translation>已复制。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/secret_dialog.py" />
   <source>Copied. The clipboard is emptied in {n} seconds.</source>
   <translation>已复制。{n} 秒后将清空剪贴板。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/dialogs.py" />
   <location filename="../../desktop/ui/pages/link_dialogs.py" />
   <location filename="../../desktop/ui/pages/secret_dialog.py" />
   <location filename="../../desktop/ui/widgets/result_tools.py" />
   <source>Copy</source>
   <translation>复制</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>Copy it again from where it is whole.</source>
   <translation>请从完整的文件重新复制。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Copy it again, whole.</source>
   <translation>请完整地再复制一次。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Copy the address again from where it came from.</source>
   <translation>请从原处重新复制地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Copy the address again from where it came from. Do not type it.</source>
   <translation>请从原处重新复制地址，不要手打。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>Copy the file again from where it is whole, or download the model from its order.</source>
   <translation>请从完整的文件重新复制，或在订单中下载模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/receive_dialog.py" />
   <source>Copy the link</source>
   <translation>复制链接</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>Copy the link again, whole, or enter address and amount yourself. Nothing was paid.</source>
   <translation>请重新完整复制链接，或自行输入地址和金额。没有付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>Copy the picture of the QR code, or take a screenshot of it to the clipboard.</source>
   <translation>请复制二维码图片，或把它截屏到剪贴板。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/basic.py" />
   <source>Copy {what}</source>
   <translation>复制{what}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Copying the file</source>
   <translation>正在复制文件</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>Correct the address, or choose a folder with the files.</source>
   <translation>请更正地址，或选择含有这些文件的文件夹。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>Cost</source>
   <translation>代价</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>Count anew</source>
   <translation>重新计算</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>Count from now on?</source>
   <translation>从现在起重新计算？</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Count the words on your paper and enter all of them, in their order.</source>
   <translation>请数一数纸上的单词，并按顺序全部输入。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>Crashed here</source>
   <translation>在本机崩溃</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Create a contract</source>
   <translation>创建合约</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Create a wallet</source>
   <translation>创建钱包</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>Create a wallet to buy</source>
   <translation>创建钱包后购买</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting.py" />
   <location filename="../../desktop/ui/pages/sell.py" />
   <location filename="../../desktop/ui/pages/wallet_room.py" />
   <location filename="../../desktop/ui/rail.py" />
   <source>Create or restore a wallet</source>
   <translation>创建或恢复钱包</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Create or restore a wallet to pay and to sign.</source>
   <translation>要付款和签名，请创建或恢复钱包。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Create the wallet</source>
   <translation>创建钱包</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>Creating the wallet</source>
   <translation>正在创建钱包</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Credit taken out</source>
   <translation>已提取款项</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Credited to you in the market</source>
   <translation>市场合约中记在您名下的款项</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/income_card.py" />
   <source>Currency</source>
   <translation>币种</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>Custom</source>
   <translation>自定义</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Czech</source>
   <translation>捷克语</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>Damaged</source>
   <translation>已损坏</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>Damaged copy, put aside</source>
   <translation>已隔离的损坏副本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <source>Damaged on this disk</source>
   <translation>磁盘上的文件已损坏</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rules_dialog.py" />
   <source>Danger</source>
   <translation>危险</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings.py" />
   <source>Dark</source>
   <translation>深色</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Data</source>
   <translation>数据</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <source>Data changed</source>
   <translation>数据已变</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>Data is sent to an address that has no contract. Nothing there reads it.</source>
   <translation>数据被发送到一个没有合约的地址，那里没有任何东西会读取它。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge.py" />
   <source>Data: {name}</source>
   <translation>数据：{name}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>Days</source>
   <translation>天数</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Decides what goes in and how the answer is shown.</source>
   <translation>决定输入什么，以及如何显示结果。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_keeping.py" />
   <source>Delete</source>
   <translation>删除</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_keeping.py" />
   <source>Delete the kept inputs and results?</source>
   <translation>删除已保留的输入和结果？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_keeping.py" />
   <source>Delete what is kept</source>
   <translation>删除已保留的内容</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_taste.py" />
   <source>Deleted. Recommending begins anew.</source>
   <translation>已删除，推荐将重新开始。</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Deliver a key</source>
   <translation>交付密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Delivered</source>
   <translation>已交付</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Delivering</source>
   <translation>交付中</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Demo coins exist on the demo network only.</source>
   <translation>演示币只存在于演示网络。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/wallet.py" />
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>Demo coins have arrived. They have no value anywhere else.</source>
   <translation>演示币已到账。它们在别处没有任何价值。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Demo coins received</source>
   <translation>收到演示币</translation>
  </message>
  <message>
   <location filename="../../desktop/bootstrap/networks.py" />
   <source>Demo network</source>
   <translation>演示网络</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>Deploy</source>
   <translation>部署</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <location filename="../../desktop/ui/widgets/no_market.py" />
   <source>Deploy the market</source>
   <translation>部署市场</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>Deploy the market to {network}</source>
   <translation>在 {network} 上部署市场</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>Deploying</source>
   <translation>正在部署</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>Deploying the market</source>
   <translation>正在部署市场</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>Deploying: {contract}</source>
   <translation>正在部署：{contract}</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Deposit {value_wei} as a bond</source>
   <translation>缴纳 {value_wei} 保证金</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Depth</source>
   <translation>深度</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Destroy a licence</source>
   <translation>销毁许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <location filename="../../desktop/ui/pages/licence.py" />
   <location filename="../../desktop/ui/pages/order.py" />
   <source>Details</source>
   <translation>详情</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <source>Details of {name}</source>
   <translation>“{name}”的详情</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/records.py" />
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <location filename="../../desktop/ui/pages/record_view.py" />
   <location filename="../../desktop/ui/pages/records.py" />
   <location filename="../../desktop/ui/record_words.py" />
   <source>Device</source>
   <translation>设备</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>Devices</source>
   <translation>设备</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>Did not happen</source>
   <translation>未发生</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>Difference not measured</source>
   <translation>差异未测量</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Differs by up to</source>
   <translation>最大差异</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Digest of the answer</source>
   <translation>结果摘要</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Digest of the input</source>
   <translation>输入摘要</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Digest, if you were given one</source>
   <translation>摘要（如果有人给过您）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Digests, time and device are all that Licet kept then; it cannot be repeated or exported.</source>
   <translation>当时 Licet 只保存了摘要、时间和设备，因此无法重做或导出。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Distance</source>
   <translation>距离</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Distance: farther. Inverse: nearer.</source>
   <translation>距离：更远。倒数：更近。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>Distribution</source>
   <translation>分布</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>Divide evenly</source>
   <translation>平均分配</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>Do not rely on it. Ask for the file again.</source>
   <translation>请勿采信，并重新索取文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Do not send anything to either address before you know why. Nothing was changed.</source>
   <translation>在弄清原因之前，不要向这两个地址转任何东西。没有任何改动。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/message_view.py" />
   <source>Do not sign it unless you know exactly what it is for.</source>
   <translation>除非确切知道它的用途，否则不要签名。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>Do not take another one of its maker. What is wrong is named here:</source>
   <translation>请不要再采用这位制作者的快照。错误之处如下：</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>Do not use it. Ask its author for the list again. Nothing was changed.</source>
   <translation>请不要使用，并向作者重新索取。什么都没有改变。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>Do not use it. Licet can read the catalogue from the chain itself.</source>
   <translation>请不要使用它。Licet 可以自己从链上读取目录。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing.py" />
   <source>Does not run here</source>
   <translation>无法在本机运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>Does not serve</source>
   <translation>不可用</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>Does not work</source>
   <translation>不能用</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/agreement_sheet.py" />
   <source>Don't sign</source>
   <translation>不签名</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <location filename="../../desktop/ui/download_words.py" />
   <location filename="../../desktop/ui/pages/downloads.py" />
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>Done</source>
   <translation>已完成</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/listing_card.py" />
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Doubtful sales</source>
   <translation>销量存疑</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confusion.py" />
   <source>Down: what is true. Across: what the model said. Colour: share of the row.</source>
   <translation>纵向：真实类别。横向：模型的回答。颜色：在该行中所占的比例。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>Download</source>
   <translation>下载</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/place_ticks.py" />
   <source>Download address</source>
   <translation>下载地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>Download: {size}, {time} at {rate} Mbit/s</source>
   <translation>下载：{size}，按 {rate} Mbit/s 约需 {time}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/download_words.py" />
   <source>Downloading</source>
   <translation>正在下载</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/downloads.py" />
   <location filename="../../desktop/ui/pages/settings_downloads.py" />
   <source>Downloads</source>
   <translation>下载</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/places.py" />
   <source>Downloads: how fast, from whom</source>
   <translation>下载：速度与来源</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/dragging.py" />
   <source>Drag into another program</source>
   <translation>拖到其他程序中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/dragging.py" />
   <source>Drag out</source>
   <translation>拖出</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/tastes.py" />
   <source>Drawing the map</source>
   <translation>正在绘制地图</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/file_inputs.py" />
   <source>Drop a WAV file here</source>
   <translation>将 WAV 文件拖到这里</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare.py" />
   <source>Drop a folder or a CSV file here</source>
   <translation>把文件夹或 CSV 文件拖到这里</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge.py" />
   <source>Drop a folder or a CSV file with labels here</source>
   <translation>把带标签的文件夹或 CSV 文件拖到这里</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run.py" />
   <source>Drop a folder or many files here to run them all</source>
   <translation>把文件夹或多个文件拖到这里，全部运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge.py" />
   <source>Drop a folder with one sub-folder for each class, or a CSV file with a column of labels. The model is run on every item, and you see its figures with their 95 % intervals beside what the seller claims.</source>
   <translation>拖入每个类别一个子文件夹的文件夹，或含标签列的 CSV 文件。模型会逐个运行这些样本，您会看到各项指标及其 95 % 区间，旁边是卖家所称的数值。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch.py" />
   <source>Drop a folder, a CSV file of any length or many files onto this page. You can close Licet in the middle: it goes on where it was.</source>
   <translation>把文件夹、任意长度的 CSV 文件或多个文件拖到此页。中途可以关闭 Licet，之后会从原处继续。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch.py" />
   <source>Drop a folder, a CSV file or many files here</source>
   <translation>把文件夹、CSV 文件或多个文件拖到这里</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/file_inputs.py" />
   <source>Drop a picture here</source>
   <translation>把图片拖到这里</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Drop an ONNX file to list it</source>
   <translation>拖放 ONNX 文件即可上架</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <source>Drop licences, model files or back-ups here</source>
   <translation>将许可、模型文件或备份拖放到这里</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/contacts.py" />
   <source>ENS name</source>
   <translation>ENS 名称</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Each address is asked for random pieces, which are checked against your listing: bytes, not promises.</source>
   <translation>向每个地址索取随机数据块，并与您的商品核对：看的是数据，不是承诺。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>Each class</source>
   <translation>各类别</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <source>Each key was made from it and compared. Nothing of it was kept.</source>
   <translation>已由它生成每个私钥并逐一比对，未留下任何内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/fit_panel.py" />
   <source>Each later run</source>
   <translation>之后每次运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <source>Each model is copied to {folder} and read back. If a web server serves that folder, say by which address; it goes into your listings.</source>
   <translation>每个模型都会复制到 {folder} 并读回核对。如果有网页服务器提供该文件夹，请填写其地址；它会写入您的商品。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Each paying account counts once, from its first purchase; after three months half as much.</source>
   <translation>每个付款账户只从首次购买起计一次；三个月后权重减半。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/result_tools.py" />
   <source>Each pixel as one</source>
   <translation>按实际像素显示</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>Each point is a threshold: what it finds, and how often it raises a false alarm.</source>
   <translation>每个点对应一个阈值：能找出多少，又误报多少。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rules_dialog.py" />
   <source>Each rule speaks when what it looks for is so, and is silent otherwise. None forbids anything: of the grave ones you say once more that you mean it.</source>
   <translation>每条规则只在发现所查情形时提醒，否则保持沉默。规则不会禁止任何操作；对于严重的情形，须由您再次确认。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>Each run leaves a record here: the model, the settings, and digests of input and result.</source>
   <translation>每次运行都会在此留下记录：模型、设置，以及输入和结果的摘要。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Earlier</source>
   <translation>较早</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge.py" />
   <source>Earlier judgements</source>
   <translation>以前的评判</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run.py" />
   <source>Earlier runs</source>
   <translation>以往运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/token_earnings.py" />
   <source>Earned in tokens</source>
   <translation>通证收入</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Earned, ready to take out</source>
   <translation>已赚得，可提取</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting.py" />
   <source>Earnings, refunds, shares and free bonds will be listed here until you take them home.</source>
   <translation>收入、退款、分账份额和未占用的保证金都会列在这里，直到您取回为止。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contacts.py" />
   <source>Edit</source>
   <translation>编辑</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <source>Edit the contact</source>
   <translation>编辑联系人</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_card.py" />
   <source>End it</source>
   <translation>结束</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>End it first, or choose another file.</source>
   <translation>请先结束它，或换一个文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>Ended</source>
   <translation>已到期</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <source>Ended early</source>
   <translation>提前结束</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>Ended: the contract gave the money back</source>
   <translation>已结束：合约已退款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>Ends now</source>
   <translation>现到期时间</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>Ends soon</source>
   <translation>即将到期</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>Ends then</source>
   <translation>续期后到期时间</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>English</source>
   <translation>英语</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>English words are known to every wallet. An extra passphrase belongs to the words: without it they bring back another, empty wallet.</source>
   <translation>英语词表所有钱包都认得。额外口令与助记词不可分：没有它，找回的是另一个空钱包。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/records.py" />
   <source>Enter a smaller amount, or take the approval back.</source>
   <translation>请输入更小的数额，或收回该授权。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Enter an address that begins with https:// or the full path of a folder.</source>
   <translation>请输入以 https:// 开头的地址，或文件夹的完整路径。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>Enter how much is to be sent.</source>
   <translation>请输入要发送的金额。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/content.py" />
   <source>Enter it beside the switch: a name or number of yours, with the port that your router passes on.</source>
   <translation>请在开关旁填写：您的域名或 IP 地址，以及路由器转发的端口。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>Enter the address itself, or switch to the network where the name lives.</source>
   <translation>请直接输入地址，或切换到该名称所在的网络。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/token_card.py" />
   <source>Enter the address of the token's contract. Take it from who issued the token, not from a search.</source>
   <translation>请输入代币合约的地址。请从发行方获取，不要从搜索结果中复制。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_security.py" />
   <source>Enter the password once. The keychain then keeps a secret that opens the wallet.</source>
   <translation>请输入一次密码。此后钥匙串会保存一个能打开钱包的秘密。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Entries are missing at the end, or were added. The data of Licet on this computer was changed, or an older copy put back.</source>
   <translation>末尾缺少记录或多出了记录。这台电脑上 Licet 的数据被改动过，或恢复了旧副本。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Entry {number} of the journal</source>
   <translation>日志第 {number} 条</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Entry {place}, or the one before it, is not what the vault wrote ({what}).</source>
   <translation>第 {place} 条或它的前一条不是保险库写下的内容（{what}）。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Error against the naive forecast (MASE)</source>
   <translation>相对朴素预测的误差（MASE）</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Error reported</source>
   <translation>已报告错误</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_reviews.py" />
   <source>Error reports to you</source>
   <translation>发给您的错误报告</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/plots.py" />
   <source>Errors</source>
   <translation>误差</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Every block of it was read from the chain again, and is as it said.</source>
   <translation>它的每个区块都已从链上重新读取，与快照所说一致。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>Every byte is the one that was promised. The contract can prove which bytes came, not that they are useful.</source>
   <translation>每个字节都与承诺的一致。合约只能证明收到的是哪些字节，不能证明它们有用。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_head.py" />
   <source>Every model is checked before you pay, and runs on your own computer.</source>
   <translation>每个模型都在付款前经过检查，并在您自己的电脑上运行。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>Every network of this computer</source>
   <translation>这台电脑的所有网络</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>Every network, IPv6 too</source>
   <translation>所有网络，包括 IPv6</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/downloads.py" />
   <source>Every piece is checked as it arrives, whoever sends it.</source>
   <translation>无论由谁发送，每一块到达时都会核对。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Every place took it and was checked</source>
   <translation>所有位置都已接收并核对</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>Everything</source>
   <translation>全部</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Everything about this network is on this computer.</source>
   <translation>这个网络的一切都在这台电脑上。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>Everything is home</source>
   <translation>已全部取回</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>Everything is then asked at once, which is faster. Without it, no request names two accounts.</source>
   <translation>这样会一次问完，更快。不允许时，任何请求都不会同时包含两个账户。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>Everything is there</source>
   <translation>全部就绪</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>Everything of the seller {address}</source>
   <translation>卖家 {address} 的所有商品</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_row.py" />
   <source>Everything of this collection, also what comes later</source>
   <translation>此系列的全部藏品，包括日后获得的</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting.py" />
   <source>Everything that the contracts hold for your accounts.</source>
   <translation>合约为您各账户保管的全部款项。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Everything that this wallet signed, as the vault itself read it. Each entry names the one before it, so that none can be changed or left out unseen.</source>
   <translation>这个钱包签署过的一切，按保险库自己读到的内容记录。每条都指明它的前一条，因此无法不留痕迹地改动或删去。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_security.py" />
   <source>Everything that your wallet signs is kept in a journal, which nobody can change unseen.</source>
   <translation>钱包签署的一切都记入日志，任何人都无法不留痕迹地改动它。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <source>Everything up to here is kept. Go on, and it continues with the next item.</source>
   <translation>到此为止的结果都已保留。点“继续”，将从下一项接着运行。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_row.py" />
   <source>Everything you have of it, also what comes later</source>
   <translation>您持有的全部该代币，包括日后获得的</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_row.py" />
   <source>Everything you have of it, until {time}</source>
   <translation>您拥有的全部，截止 {time}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>Expected</source>
   <translation>应得结果</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <source>Expected amount</source>
   <translation>预期数额</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_export.py" />
   <location filename="../../desktop/ui/pages/records.py" />
   <source>Export</source>
   <translation>导出</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>Export a signed record?</source>
   <translation>导出签名记录？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_export.py" />
   <location filename="../../desktop/ui/pages/contacts.py" />
   <source>Export as CSV</source>
   <translation>导出为 CSV</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Export it in evaluation mode, without dropout or random numbers.</source>
   <translation>请以评估模式导出，不要包含 dropout 或随机数。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Export it with a sigmoid at its end, or with one score for each class.</source>
   <translation>请在末尾加上 sigmoid 再导出，或为每个类别给出一个得分。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Export signed</source>
   <translation>导出签名记录</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Export the model with a fixed number of columns.</source>
   <translation>请以固定的列数导出模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Export the model with numbers in and out; encode texts before.</source>
   <translation>请导出输入输出均为数值的模型，文本应先编码。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Export the model with the batch as the first axis of every output.</source>
   <translation>请导出每个输出的第一个轴都是批次的模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <source>Export your list, signed?</source>
   <translation>签名导出您的列表？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_card.py" />
   <source>Export, signed</source>
   <translation>签名导出</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Extra passphrase (may stay empty)</source>
   <translation>额外口令（可留空）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Extra passphrase, if you chose one</source>
   <translation>额外口令（如果设置过）</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>F1</source>
   <translation>F1</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>F1, mean of the classes</source>
   <translation>F1（各类别平均）</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>F1, weighted by class size</source>
   <translation>F1（按类别大小加权）</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <location filename="../../desktop/ui/widgets/plots.py" />
   <source>False alarms</source>
   <translation>误报率</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>Fast</source>
   <translation>快速</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>Faster</source>
   <translation>加速</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Features</source>
   <translation>特征提取</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Features of pictures</source>
   <translation>图片特征</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/activity.py" />
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <source>Fee</source>
   <translation>手续费</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Fee at most</source>
   <translation>手续费上限</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order.py" />
   <source>Fee paid</source>
   <translation>已付手续费</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>Fee to approve, at most</source>
   <translation>授权手续费上限</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>Fee to buy, at most</source>
   <translation>购买手续费上限</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>Fees alone would come to {then_wei} in 24 hours. Your limit is {limit_wei}.</source>
   <translation>仅手续费在 24 小时内就将达到 {then_wei}。您的限额是 {limit_wei}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Fees rose while this was being prepared.</source>
   <translation>准备期间手续费上涨了。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/steps.py" />
   <source>Fetch</source>
   <translation>获取</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Fetch and compare</source>
   <translation>获取并核对</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>Fetch and install</source>
   <translation>获取并安装</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>Fetch it</source>
   <translation>获取</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>Fetched from</source>
   <translation>获取来源</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <location filename="../../desktop/ui/phrases.py" />
   <source>Fetching</source>
   <translation>获取中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <source>Fetching a list</source>
   <translation>正在获取列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>Fetching and checking the public part…</source>
   <translation>正在获取并检查公开部分…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Fetching the snapshot</source>
   <translation>正在获取快照</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_results.py" />
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>Figures</source>
   <translation>指标</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>File</source>
   <translation>文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sign_elsewhere_dialog.py" />
   <source>File saved as {file}. Nothing was signed or sent.</source>
   <translation>文件已保存为 {file}。没有签名，也没有发送。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>Filled: no other model here is at least as good at no more cost. These are: {names}.</source>
   <translation>实心点：这里没有别的模型能以不高的代价做到至少一样好。它们是：{names}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>Final on the chain</source>
   <translation>链上已定</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>Find by result, input or setting</source>
   <translation>按结果、输入或设置查找</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Find my accounts, orders and licences on the network</source>
   <translation>在网络上查找我的账户、订单和许可</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>Find out which node is right, for example by adding a third one, and try again.</source>
   <translation>请弄清哪个节点正确，例如再添加一个节点，然后重试。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>Find passages in your own texts by what they mean.</source>
   <translation>按含义在您自己的文本中查找段落。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/discovery_dialog.py" />
   <source>Find used accounts</source>
   <translation>查找用过的账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <source>Find used accounts…</source>
   <translation>查找用过的账户…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>First</source>
   <translation>首次</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_lists.py" />
   <source>First list</source>
   <translation>第一份列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/fit_panel.py" />
   <source>First run</source>
   <translation>首次运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>First the files are fetched and checked; then you pay and ask. The seller's program answers, or somebody who held this licence before.</source>
   <translation>先下载并核验文件，然后由您付款并索取。由卖家的程序答复，或由此许可的前持有人答复。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/listing_card.py" />
   <source>Fits here</source>
   <translation>本机可用</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_filters.py" />
   <source>Fits this computer</source>
   <translation>适合本机</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>Folder</source>
   <translation>文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>Follows what half of the others paid lately.</source>
   <translation>参照近期出价的中位数。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>Follows what only one in ten exceeded lately.</source>
   <translation>参照近期只有十分之一超过的出价。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>Follows what the cheapest tenth paid lately. It may wait for minutes.</source>
   <translation>参照近期出价最低的十分之一，可能要等几分钟。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_export.py" />
   <source>For Koinly: a file for each account (CSV)</source>
   <translation>导出到 Koinly：每个账户一个文件（CSV）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>For a time</source>
   <translation>限时</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sign_elsewhere_dialog.py" />
   <source>For an account whose keys are on a computer without a network. The file holds chain, number and fee, so that computer asks nobody anything.</source>
   <translation>用于密钥保存在不联网电脑上的账户。文件里写定了链、编号和手续费，那台电脑不需要询问任何人。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>For sale</source>
   <translation>在售</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>For the contract</source>
   <translation>针对的合约</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <location filename="../../desktop/ui/widgets/charts.py" />
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>Forecast</source>
   <translation>预测</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>Forget</source>
   <translation>清除索引</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/search.py" />
   <source>Forget the folder and read it again, or use another model. Your files are untouched.</source>
   <translation>请清除该文件夹的索引后重新读取，或换用其他模型。您的文件不受影响。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>Forget this network</source>
   <translation>忘记这个网络</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_taste.py" />
   <source>Forget what was kept</source>
   <translation>清除已保存的数据</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>Forget {network}?</source>
   <translation>忘记 {network}？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Form</source>
   <translation>形式</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/record_words.py" />
   <source>Format of the package</source>
   <translation>软件包格式</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/record_words.py" />
   <source>Format of the spec</source>
   <translation>规格格式</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>Forms</source>
   <translation>形式</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Forms of the model, measured here</source>
   <translation>模型的各种形式，在本机测得</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/plots.py" />
   <source>Found</source>
   <translation>找出的比例</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>Found wrong before</source>
   <translation>曾发现有误</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Fractions of the picture</source>
   <translation>占图片的比例</translation>
  </message>
  <message>
   <location filename="../../desktop/commands/finding.py" />
   <location filename="../../desktop/ui/market_words.py" />
   <location filename="../../desktop/ui/pages/order.py" />
   <location filename="../../desktop/ui/pages/sell.py" />
   <location filename="../../desktop/ui/phrases.py" />
   <location filename="../../desktop/ui/watch_words.py" />
   <source>Free</source>
   <translation>免费</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Free bond</source>
   <translation>未占用的保证金</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_ratings.py" />
   <source>Free models have no licences on the chain, so there is nobody who could rate them.</source>
   <translation>免费模型在链上没有许可，因此没有人可以评分。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/popularity_card.py" />
   <source>Free models leave no purchases on the chain, so nobody can count who uses them.</source>
   <translation>免费模型不会在链上留下购买记录，因此无法统计有谁在使用。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Free some space and try again. What is already loaded is kept.</source>
   <translation>请腾出一些空间后再试。已下载的部分会保留。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/storage_card.py" />
   <source>Free {size}</source>
   <translation>释放 {size}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/storage_card.py" />
   <source>Freeing space</source>
   <translation>正在释放空间</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>French</source>
   <translation>法语</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sign_elsewhere_dialog.py" />
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>From</source>
   <translation>从</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>From 12 to 24 recovery words of any wallet, in nine languages, or from a back-up file of Licet.</source>
   <translation>用任何钱包的 12 至 24 个助记词（支持九种语言），或用 Licet 的备份文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_setup.py" />
   <source>From a CSV file…</source>
   <translation>来自 CSV 文件…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>From a back-up file…</source>
   <translation>从备份文件…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>From an address</source>
   <translation>从网址获取</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_setup.py" />
   <source>From the file {name}</source>
   <translation>来自文件 {name}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>From the licence alone and the sealed file, {file}:</source>
   <translation>用单独的许可和密封文件 {file}：</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>From the market to the split</source>
   <translation>从市场转入分账合约</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/tallies.py" />
   <source>From {least} to {most}</source>
   <translation>从 {least} 到 {most}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>From {sources}</source>
   <translation>来自 {sources}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Function</source>
   <translation>函数</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>Furthest off</source>
   <translation>偏差最大</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>Furthest off so far, once open: time {time}, memory {memory}.</source>
   <translation>打开过 1 次，迄今最大偏差：时间{time}，内存{memory}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>Furthest off so far, {n} times open: time {time}, memory {memory}.</source>
   <translation>打开过 {n} 次，迄今最大偏差：时间{time}，内存{memory}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>GPU</source>
   <translation>GPU</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>GPU (DirectML)</source>
   <translation>显卡（DirectML）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>GPU: no network, no other programs, none of your files; but the graphics driver is in reach, which is more than on the CPU</source>
   <translation>GPU：无网络、无其他程序、无法读取您的文件；但能接触到显卡驱动，限制比 CPU 上宽松</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Gas limit</source>
   <translation>Gas 上限</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Gas used when tried</source>
   <translation>试运行消耗的 Gas</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <source>Genuine</source>
   <translation>真实有效</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/wallet.py" />
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>Get demo coins</source>
   <translation>领取演示币</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>Get for free</source>
   <translation>免费获取</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>Get it again from whoever made it.</source>
   <translation>请向制作者重新索取。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>Get it again, or from another source. Licet can always read the catalogue from the chain itself.</source>
   <translation>请重新获取，或换一个来源。Licet 随时可以自己从链上读取目录。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>Get version {version}</source>
   <translation>获取版本 {version}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>Get your money back</source>
   <translation>取回货款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>Get {amount} back</source>
   <translation>取回 {amount}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/wallet.py" />
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>Getting demo coins</source>
   <translation>正在领取演示币</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/request_flow.py" />
   <source>Getting the key of a version</source>
   <translation>正在获取版本密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order.py" />
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <location filename="../../desktop/ui/purchase_flow.py" />
   <source>Getting your money back</source>
   <translation>正在取回您的钱</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>Give --resume to go on with it, or another folder.</source>
   <translation>加上 --resume 继续，或换一个文件夹。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contacts.py" />
   <source>Give addresses names of your own: you pay by name, and are warned of look-alikes.</source>
   <translation>为地址取您自己的名称：按名称付款，遇到相似地址会得到提醒。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Give both, or choose a network in the settings.</source>
   <translation>请两者都给出，或在设置中选择网络。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>Give up</source>
   <translation>放弃</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>Give up this licence</source>
   <translation>放弃此许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>Given up</source>
   <translation>已放弃</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>Giving up a licence</source>
   <translation>正在放弃许可</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Go back to the list.</source>
   <translation>返回列表。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_card.py" />
   <location filename="../../desktop/ui/pages/check_card.py" />
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <location filename="../../desktop/ui/pages/wallet.py" />
   <source>Go on</source>
   <translation>继续</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Go on later with the same purchase.</source>
   <translation>请稍后继续同一笔购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_restore.py" />
   <source>Go on without looking</source>
   <translation>不查找，直接继续</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>Go over all the same</source>
   <translation>仍然切换</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Go over to another network first.</source>
   <translation>请先切换到另一个网络。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Go to its window, or close it first.</source>
   <translation>请转到它的窗口，或先关闭它。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run.py" />
   <source>Go to the library</source>
   <translation>前往模型库</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare.py" />
   <location filename="../../desktop/ui/pages/library.py" />
   <location filename="../../desktop/ui/pages/tastes.py" />
   <source>Go to the market</source>
   <translation>前往市场</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/download_words.py" />
   <source>Goes first</source>
   <translation>最先下载</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/download_words.py" />
   <source>Goes last</source>
   <translation>最后下载</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/app.py" />
   <source>Going over to the other network</source>
   <translation>正在切换到另一个网络</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>Graphics processor</source>
   <translation>图形处理器</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Grey of the border</source>
   <translation>填充的灰度</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/tastes.py" />
   <source>Group {n}</source>
   <translation>第 {n} 组</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Half precision</source>
   <translation>半精度</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>Handing on a key</source>
   <translation>正在转交密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>Harmful</source>
   <translation>有害</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <source>Hash</source>
   <translation>哈希</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Height x width, as in training.</source>
   <translation>高 x 宽，与训练时相同。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Held before what was read</source>
   <translation>读取范围之前已持有</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>Hello,

I bought your model “{name}” (listing {listing}, order {order}, chain {chain}).
Its bytes are the ones that you listed, but its own test vectors do not come out on my computer:</source>
   <translation>您好：

我购买了您的模型“{name}”（商品 {listing}，订单 {order}，链 {chain}）。
收到的字节与您上架时承诺的一致，但模型自带的测试向量在我的电脑上没有通过：</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/figures.py" />
   <source>Here</source>
   <translation>本机</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/records.py" />
   <source>Here an approval of {currency} can only be lowered. Nothing was sent.</source>
   <translation>在这里，{currency} 的授权只能调低。没有发送任何内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>Hidden by you</source>
   <translation>由您隐藏</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_card.py" />
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>Hide</source>
   <translation>隐藏</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>Hide a listing or a seller first, from the listing's page.</source>
   <translation>请先在商品页面隐藏商品或卖家。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <location filename="../../desktop/ui/pages/listing_stars.py" />
   <source>Hide from the market</source>
   <translation>在市场中隐藏</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Hide one that you do not need.</source>
   <translation>请先隐藏一个不需要的代币。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Hide the details</source>
   <translation>隐藏详情</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <source>Hide this token</source>
   <translation>隐藏此代币</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>Hide what it names</source>
   <translation>隐藏其中提到的内容</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_card.py" />
   <source>Hides</source>
   <translation>隐藏</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Higher ones</source>
   <translation>较高的</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rules_dialog.py" />
   <source>Hint</source>
   <translation>提示</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>History</source>
   <translation>历史</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Holds</source>
   <translation>内容</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>How a picture is brought to that size</source>
   <translation>如何把图片变成该尺寸</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>How boxes are written</source>
   <translation>框的写法</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>How closely the numbers of two models go together (correlation), and how far the one is above the other.</source>
   <translation>两个模型的数值有多同步（相关系数），以及一个平均比另一个高多少。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>How far off it was. Right of the line it said too much.</source>
   <translation>偏差有多大。线右侧表示说得偏高。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>How long it lasts</source>
   <translation>有效期</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>How long the licence lasts</source>
   <translation>许可有效期</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>How many numbers it looks back</source>
   <translation>回看多少个数</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>How many steps it looks ahead</source>
   <translation>预测多少步</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_row.py" />
   <source>How much may be taken is unknown: the contract does not say.</source>
   <translation>可被取走的数额未知：合约没有给出答复。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>How much some of its operators compute depends on the weights: the real model may be slower or faster.</source>
   <translation>其中一些算子的计算量取决于权重：真实模型可能更慢或更快。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_passage.py" />
   <source>How near the meaning is: cosine {n}</source>
   <translation>语义接近程度：余弦值 {n}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/tallies.py" />
   <source>How often each label came</source>
   <translation>各标签出现的次数</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>How points are written</source>
   <translation>关键点的写法</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/findings.py" />
   <source>How sure it must be</source>
   <translation>最低置信度</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>How sure it was</source>
   <translation>把握</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/popularity_card.py" />
   <source>How the score is made</source>
   <translation>分数如何得出</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/tallies.py" />
   <source>How the values are spread</source>
   <translation>数值分布</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>How tokens become one embedding</source>
   <translation>如何由词元得到一个嵌入向量</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/message_dialog.py" />
   <source>I have read every line, and I know who asks for it</source>
   <translation>我已逐行阅读，并且知道是谁在请求</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/alerts.py" />
   <source>I have read this, and it is what I want.</source>
   <translation>我已阅读以上内容，确认要这样做。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/effect_bar.py" />
   <source>I have seen it</source>
   <translation>我已知晓</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/agreement_sheet.py" />
   <source>I have seen what changed</source>
   <translation>我已看到变化</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>I have written them down</source>
   <translation>我已抄写好</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <location filename="../../desktop/ui/pages/identity_dialogs.py" />
   <source>I keep it secret</source>
   <translation>我会保密</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>I know that this cannot be undone</source>
   <translation>我知道此操作无法撤销</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <source>I know this token</source>
   <translation>我认识此代币</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>I run this node myself</source>
   <translation>这个节点由我自己运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_downloads.py" />
   <source>IPFS gateway</source>
   <translation>IPFS 网关</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>IPFS node</source>
   <translation>IPFS 节点</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Identity</source>
   <translation>内容标识</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>If it comes back to your account, the model runs again.</source>
   <translation>若许可回到您的账户，模型即可再次运行。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>If it does not generate, move that file away.</source>
   <translation>如果它不是生成模型，请移走该文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>If no key comes within {deliver}, or if the key or the content is wrong. You have {dispute} after delivery to prove it; Licet checks at once.</source>
   <translation>如果 {deliver} 内没有收到密钥，或密钥、内容有误。交付后您有 {dispute} 的时间举证；Licet 会立即检查。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>If something goes wrong</source>
   <translation>如果出了问题</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>If the key or the content is wrong, you prove it to the contract within {time} after delivery, and get the price and the seller's bond of {bond}. No arbiter decides.</source>
   <translation>如果密钥或内容有误，您可在交付后 {time} 内向合约举证，取回货款并得到卖家的保证金 {bond}。无需任何仲裁。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>If the listing gets new addresses by it, your account pays the fee of one transaction. No new version is made, and nothing that was sold changes.</source>
   <translation>如果商品因此增加新地址，您的账户需支付一笔交易的手续费。不会产生新版本，已售出的内容也不变。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>If the seller does not deliver in time, you can take your money back.</source>
   <translation>如果卖家没有按时交付，您可以取回您的钱。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>If you sell it, the seller asks for {percent} of the price. No contract takes it from you.</source>
   <translation>若您转卖，卖家希望得到售价的 {percent}。没有合约会强制收取。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>Illegal</source>
   <translation>违法</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Image classification</source>
   <translation>图像分类</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Image to image</source>
   <translation>图像到图像</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <location filename="../../desktop/ui/pages/accounts.py" />
   <location filename="../../desktop/ui/pages/contacts.py" />
   <source>Import</source>
   <translation>导入</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <source>Import a keystore file (V3)</source>
   <translation>导入密钥库文件（V3）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <source>Import a private key</source>
   <translation>导入私钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <location filename="../../desktop/ui/pages/contacts.py" />
   <source>Import contacts</source>
   <translation>导入联系人</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <location filename="../../desktop/ui/pages/accounts.py" />
   <location filename="../../desktop/ui/pages/key_dialogs.py" />
   <source>Imported account</source>
   <translation>导入的账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Imported key</source>
   <translation>导入的私钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <source>Imported keys are in no recovery words, and in no file that was saved before them. Save a new back-up file.</source>
   <translation>导入的私钥不在助记词里，也不在导入之前保存的文件里。请保存一份新的备份文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <source>Importing an account</source>
   <translation>正在导入账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>In a block</source>
   <translation>已入区块</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>In a block. This node does not say how safe it is.</source>
   <translation>已入区块。该节点没有说明它有多安全。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/tokens.py" />
   <source>In a trial this token kept a part of the amount. The contract refuses such tokens.</source>
   <translation>试转时，这个通证扣下了一部分金额。合约不接受这样的通证。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/tokens.py" />
   <source>In a trial this token refused to move. It may be paused, or answer no: buyers could not pay with it.</source>
   <translation>试转时，这个通证拒绝转出。它可能已暂停，或对转账一概回绝：买家无法用它付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/tokens.py" />
   <source>In a trial with an amount of nothing this token said no. Some good tokens do. To be sure, try with an account that holds some of it.</source>
   <translation>以零金额试转时，这个通证拒绝了。有些正常的通证也会如此。要确认，请换一个持有该通证的账户再试。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>In the model's own numbers.</source>
   <translation>用模型自身的数值表示。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>In your own words (others see them only if you export your list)</source>
   <translation>用您自己的话（只有导出列表后别人才会看到）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>In: {inputs}. Out: {outputs}.</source>
   <translation>输入：{inputs}。输出：{outputs}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/income_card.py" />
   <source>Income</source>
   <translation>收入</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Income goes to</source>
   <translation>收入归</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/income_card.py" />
   <source>Income over time</source>
   <translation>收入随时间的变化</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/market_words.py" />
   <source>Indexed to block {n} of {head}</source>
   <translation>已索引到第 {n} 个区块，共 {head} 个</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/market_words.py" />
   <source>Indexed to block {n}, older listings: {share}</source>
   <translation>已索引到第 {n} 个区块，较早的模型：{share}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Infinite or undefined values came out on a test input.</source>
   <translation>测试输入得到了无穷大或未定义的值。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <location filename="../../desktop/ui/pages/run.py" />
   <source>Input</source>
   <translation>输入</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Inputs to try the model on</source>
   <translation>用来试用模型的输入</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Inside the band</source>
   <translation>落在区间内</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>Install</source>
   <translation>安装</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>Install {device}?</source>
   <translation>安装 {device}？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <location filename="../../desktop/ui/licence_words.py" />
   <source>Installed</source>
   <translation>已安装</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>Installing {device}</source>
   <translation>正在安装 {device}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <source>Interrupted</source>
   <translation>已中断</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Interval score</source>
   <translation>区间得分</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Inverse of the distance</source>
   <translation>距离的倒数</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>IoU</source>
   <translation>IoU</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge.py" />
   <source>Is it as good on your data?</source>
   <translation>用在您的数据上也一样好吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/node_words.py" />
   <source>It altered one listing.</source>
   <translation>它篡改了一件商品。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/node_words.py" />
   <source>It altered {n} listings.</source>
   <translation>它篡改了 {n} 件商品。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>It answers step by step: the figures are those of one step.</source>
   <translation>它逐步作答：以上数字为单步的情况。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>It answers with a web page instead of the file, such as the page of a portal.</source>
   <translation>它返回的是网页而不是文件，例如登录页面。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>It answers with an error message instead of the file.</source>
   <translation>它返回的是错误信息而不是文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>It answers with another part of the file than the one asked for.</source>
   <translation>它返回的不是所请求的那部分文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>It answers with the error {detail}.</source>
   <translation>它返回了错误 {detail}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>It asked for more than the {limit_bytes} that it may use on this computer and was stopped.</source>
   <translation>它要求的内存超过了在本机可用的 {limit_bytes}，已被停止。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>It asks to call “{function}” of a contract. Licet pays by links and calls nothing else.</source>
   <translation>它要求调用合约的“{function}”。Licet 只按链接付款，不调用其他功能。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>It begins as an age file, but a part of it is missing. Nothing of it was used.</source>
   <translation>它的开头是 age 文件，但缺少一部分。其中的内容都没有使用。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <source>It brings back a part of this wallet</source>
   <translation>它只能找回本钱包的一部分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <source>It brings back everything</source>
   <translation>它能找回一切</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>It calls a contract, which decides what happens. Sign it only if you know who made this file, and why.</source>
   <translation>它会调用合约，由合约决定会发生什么。只有在您知道是谁、为什么生成这个文件时才可签名。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/token_view.py" />
   <source>It calls itself “{name}”. Compare its address with one that you trust.</source>
   <translation>它自称“{name}”。请把它的地址与您信得过的地址核对。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/written.py" />
   <source>It came to the text that ends an answer.</source>
   <translation>遇到了表示回答结束的文字。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>It can be tried only when the steps before it are done. What changes is what they make of it.</source>
   <translation>要等前面的步骤完成才能试运行。这里的变化是按前面的步骤推算的。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>It can never happen</source>
   <translation>它永远不会生效</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>It cannot be changed while it runs.</source>
   <translation>运行期间不能更改。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>It cannot be reached.</source>
   <translation>无法连接到它。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>It cannot be read as a table of contacts. Nothing was changed.</source>
   <translation>无法将它读作联系人表。没有任何更改。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>It cannot be read: {reason}.</source>
   <translation>无法读取：{reason}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/identity_dialogs.py" />
   <source>It cannot spend your coins or sign anything. Nobody who helps you needs it.</source>
   <translation>它不能动用您的代币，也不能签名。帮助您的人都不需要它。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>It changes the file on its way.</source>
   <translation>它在传输途中改动了文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <source>It comes back with your words. Wallets number their accounts in different ways.</source>
   <translation>它可随助记词一起找回。各家钱包给账户编号的方式不同。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialog.py" />
   <source>It costs no more than this already. You are told when it comes back to it.</source>
   <translation>现价已不高于此价格。以后再次降到此价格时会通知您。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>It costs you</source>
   <translation>您的花费</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>It could not be read.</source>
   <translation>未能读取。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/result_tools.py" />
   <source>It could not be saved: {reason}. Choose another place.</source>
   <translation>无法保存：{reason}。请另选位置。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>It crashed its process, which was walled in: nothing else was touched.</source>
   <translation>它使自己的进程崩溃；该进程处于隔离之中，其他内容未受影响。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>It crashed or was stopped while it was at work. It was walled in: the window, your files and your wallet are not touched.</source>
   <translation>它在工作时崩溃或被停止。它处于隔离之中：窗口、您的文件和钱包均未受影响。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/outcome_view.py" />
   <source>It did more than you agreed to</source>
   <translation>它做的超出了您的同意</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>It did not catch up in a minute. The node may be slow, or the disk full. Nothing was bought.</source>
   <translation>一分钟内没有追上。可能是节点太慢，或磁盘已满。没有购买任何东西。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>It did not run with empty weights. That may be for want of the real ones, so it says nothing either way.</source>
   <translation>它在空权重下未能运行。原因可能正是缺少真实权重，因此不能说明问题。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/outcome_view.py" />
   <source>It did what you agreed to</source>
   <translation>结果与您同意的一致</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>It does not answer.</source>
   <translation>它没有回应。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>It does not fit the task that was chosen.</source>
   <translation>它不适合所选的任务。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>It does not follow EIP-712 ({reason}).</source>
   <translation>它不符合 EIP-712（{reason}）。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/effects.py" />
   <source>It does not follow EIP-712, or libraries read it in different ways: {where}.</source>
   <translation>它不符合 EIP-712，或者不同的程序库对它有不同的解读：{where}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>It does not have this model.</source>
   <translation>它没有这个模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>It encrypts the wallet on this computer. Nobody can reset it; your recovery words are the way back.</source>
   <translation>它加密这台电脑上的钱包。没有人能重置它；助记词是找回的途径。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>It ended at {time}. Only the seller can still give the money back.</source>
   <translation>期限已于 {time} 结束。现在只有卖家还能退款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>It ended at {time}. You may no longer use the model.</source>
   <translation>许可已于 {time} 到期。您不能再使用该模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>It ended on {ended_at}. Until it is renewed, Licet does not run the model.</source>
   <translation>已于 {ended_at} 到期。续期之前，Licet 不会运行此模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>It ends at {time}. After that you may no longer use the model.</source>
   <translation>许可将于 {time} 到期，之后您不能再使用该模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>It failed</source>
   <translation>失败了</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_place.py" />
   <source>It failed on {time}.</source>
   <translation>它曾于 {time} 失败。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>It failed.</source>
   <translation>它出错了。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>It follows anvil, of Foundry's tools, which is not installed here.</source>
   <translation>它需要 Foundry 工具中的 anvil，但这里没有安装。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>It gave no answer within a minute, and was stopped.</source>
   <translation>一分钟内没有结果，已停止。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>It gave no answer within {timeout_s} and was stopped. Nothing else is touched.</source>
   <translation>它在 {timeout_s} 内没有给出结果，已被停止。其他一切均未受影响。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/search.py" />
   <source>It gave no embedding, or one of another length than when the folder was read.</source>
   <translation>它没有给出嵌入向量，或向量长度与读取文件夹时不同。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>It goes into your own list, on this computer. You can take it out again at any time.</source>
   <translation>它会加入您在这台电脑上的列表，您随时可以移出。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/transfers.py" />
   <source>It goes on from there when you press Resume.</source>
   <translation>按“继续”后会从那里接着下载。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/downloads.py" />
   <source>It goes on with the next check of the library.</source>
   <translation>下次检查模型库时会继续。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>It goes to</source>
   <translation>退到</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/written.py" />
   <source>It had filled all that the model can read.</source>
   <translation>已达到模型所能读取的上限。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>It has no keys, so there is nothing that a password would open.</source>
   <translation>它没有私钥，因此没有需要用密码打开的内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>It has no sample that could be used, so the input was made up.</source>
   <translation>没有可用的样例，因此使用了虚构的输入。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>It has number {nonce}. The account has sent another transaction with that number since, so this one can never happen.</source>
   <translation>文件中的编号是 {nonce}。此后该账户已用这个编号发出另一笔交易，因此这一笔不可能再成交。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/snapshot_offer.py" />
   <source>It has {blocks} blocks, and the newest listings are there first. If somebody gave you a snapshot, you can have all of them now.</source>
   <translation>链上有 {blocks} 个区块，最新的商品会先出现。如果有人给过您快照，现在就能看到全部商品。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/effects.py" />
   <source>It has {hidden} more values than Licet shows, and any of them may be what matters.</source>
   <translation>除 Licet 能显示的内容外，它还有 {hidden} 个值，其中任何一个都可能至关重要。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/node_words.py" />
   <source>It hid one listing.</source>
   <translation>它隐瞒了一件商品。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/node_words.py" />
   <source>It hid {n} listings.</source>
   <translation>它隐瞒了 {n} 件商品。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/judging.py" />
   <source>It holds no class and no number.</source>
   <translation>回答里既没有类别也没有数值。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>It holds until {time}.</source>
   <translation>有效至 {time}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>It holds what the chain says of this market up to a final block: public facts, and nothing of yours.</source>
   <translation>其中是截至某个最终确认区块、链上关于这个市场的记录：都是公开事实，没有任何属于您的内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/node_words.py" />
   <source>It invented one listing.</source>
   <translation>它捏造了一件商品。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/node_words.py" />
   <source>It invented {n} listings.</source>
   <translation>它捏造了 {n} 件商品。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>It is another seller's, or it was changed from another computer meanwhile.</source>
   <translation>它属于其他卖家，或期间已在另一台电脑上被修改。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>It is being bought. The line above says how far it is.</source>
   <translation>正在购买。进度见上方。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>It is cut, damaged or another one: {what}, {where}. Nothing of it was kept.</source>
   <translation>它被截断、损坏，或者是另一个模型：{what}，{where}。没有保留其中任何内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>It is cut, damaged, or breaks the rules of the format. Your catalogue was not touched.</source>
   <translation>它不完整、已损坏，或不符合格式规则。您的目录没有改动。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>It is cut, of another kind, or differs from the one form that is read. Nothing of it was used.</source>
   <translation>它不完整、种类不符，或与唯一可读的形式不同。其中的内容都没有使用。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>It is for another chain</source>
   <translation>它属于另一条链</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>It is from an older Licet, which did not keep what a signed record must say.</source>
   <translation>它来自旧版 Licet，当时没有保存签名记录所需的内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>It is in a block already</source>
   <translation>它已在区块中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>It is in a block. In rare cases the chain takes its newest blocks back; Licet notices.</source>
   <translation>它已在区块中。链偶尔会收回最新的区块；Licet 会发现。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listed_bar.py" />
   <source>It is in your list now, and hidden from your market.</source>
   <translation>已加入您的列表，并在您的市场中隐藏。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>It is meant for the network {wanted}, and you are on {present}.</source>
   <translation>它针对的是网络 {wanted}，而您在网络 {present}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>It is neither an age file nor a back-up that Licet saved. Nothing of it was used.</source>
   <translation>它既不是 age 文件，也不是 Licet 保存的备份。其中的内容都没有使用。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <source>It is no longer watched. Nothing of it was here but its address.</source>
   <translation>将不再观察它。这里只有它的地址，没有别的。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>It is not a signed record as Licet writes them, byte for byte.</source>
   <translation>它与 Licet 写出的签名记录并非逐字节一致。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>It is of block {block}. Its digest is {digest}.</source>
   <translation>它截至区块 {block}，摘要为 {digest}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>It is of block {block}. What happened since is being read from the chain.</source>
   <translation>它截至区块 {block}。此后发生的正在从链上读取。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>It is of the kind “{kind}”. Licet reads version 3 keystores with aes-128-ctr.</source>
   <translation>它的类型是“{kind}”。Licet 读取使用 aes-128-ctr 的第 3 版密钥库。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>It is sealed with the secret of the delivery, and the key that was delivered is not the listed one. Nothing was sent.</source>
   <translation>报告用交付时的秘密封装，而交付的密钥并不是上架时承诺的那一把。什么都没有发送。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/agreement_sheet.py" />
   <source>It is signed when everything is fetched, at the fee that is normal then. It never costs more than this total.</source>
   <translation>全部下载完成后才会签名，手续费按届时的普通档计算，绝不会超过这个总额。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/message_dialog.py" />
   <source>It is signed. Whoever has the signature can use it: give it only to who asked for it.</source>
   <translation>已签名。任何持有此签名的人都能使用它：只交给请求者。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>It is slower here and needs no less memory.</source>
   <translation>在本机更慢，也不省内存。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>It is stuck</source>
   <translation>它卡住了</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>It is the refund of {name}. Take it out from the order.</source>
   <translation>这是 {name} 的退款。请在订单中取出。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/identity_dialogs.py" />
   <source>It is the secret by which age tools open your licences.</source>
   <translation>age 工具用这个秘密打开您的许可。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>It is too late to deliver this order</source>
   <translation>交付这笔订单已经太晚</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>It is too late to prove it</source>
   <translation>举证期限已过</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>It is too late to stop this purchase</source>
   <translation>停止这笔购买已经太晚</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>It is too late to stop this request</source>
   <translation>已无法停止此请求</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>It is whole, but its digest is another one than the one that was given. Nothing of it was used.</source>
   <translation>它是完整的，但摘要与给出的不同。其中的内容都没有使用。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>It knows no setting called “{name}”.</source>
   <translation>它没有名为“{name}”的设置。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>It leads into this computer or its network. A listing may not send Licet there.</source>
   <translation>它指向这台电脑或其所在网络。商品不得让 Licet 访问那里。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>It locks itself when you are away. The paper with the words is now the key to it.</source>
   <translation>您离开时它会自动锁定。写着单词的那张纸现在就是它的钥匙。</translation>
  </message>
  <message>
   <location filename="../../desktop/commands/contacts.py" />
   <source>It looks like {address}, which is {name}.</source>
   <translation>它看起来像 {address}，即 {name}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_view.py" />
   <source>It may be anything, also if it says that it shares what it gets.</source>
   <translation>它可能是任何东西，即使它自称会分配所得款项。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>It may not run here</source>
   <translation>可能无法在本机运行</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>It names no contract. The same signature may be used in more places than one.</source>
   <translation>它没有指明合约。同一个签名可能在多处使用。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>It names nothing.</source>
   <translation>没有任何条目。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>It needs more memory than this computer can give to a model now.</source>
   <translation>它需要的内存超过本机目前能分给模型的量。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>It needs more memory than this computer has free.</source>
   <translation>它需要的内存多于本机的空闲内存。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>It never ends.</source>
   <translation>永不过期。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_items.py" />
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>It no longer lies where it was.</source>
   <translation>它已不在原来的位置。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>It now costs more than you agreed to</source>
   <translation>现在的费用超过了您同意的数额</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>It offers {offered} gwei per gas at most, and blocks take {base}. Speed it up, or wait until fees fall.</source>
   <translation>它每单位 gas 最多出 {offered} gwei，而区块现在要 {base}。请加速，或等手续费回落。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/identity_dialogs.py" />
   <source>It opens every licence file of this wallet. Keep it where only you can read it.</source>
   <translation>它能打开这个钱包的所有许可文件。请保存在只有您能读取的地方。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>It opens the wallet on this computer. Back-up files keep the one they were saved under.</source>
   <translation>它打开这台电脑上的钱包。备份文件仍用保存它们时的密码。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>It opens with this wallet, but no order of its accounts on this network is for it.</source>
   <translation>这个钱包能打开它，但在此网络上，钱包的账户没有对应的订单。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>It opens with this wallet. Which purchase it is for could not be asked: no node answers.</source>
   <translation>这个钱包能打开它，但没有节点应答，无法查询它属于哪次购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>It opens, but it is a pack for a selling machine, without recovery words.</source>
   <translation>它可以打开，但只是供销售机器使用的包，不含助记词。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>It says chain {found}; chain {expected} is expected.</source>
   <translation>它报告链 {found}；应为链 {expected}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>It sends Licet on to a place where it may not go.</source>
   <translation>它把 Licet 转向了不允许访问的地方。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>It sends so slowly that it would never end.</source>
   <translation>它发送得太慢，永远也传不完。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>It sent wrong bytes in chunk {detail}. They were thrown away.</source>
   <translation>它在第 {detail} 块中发送了错误的数据，已丢弃。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/key_dialogs.py" />
   <source>It shows that it is you.</source>
   <translation>它证明是您本人。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>It stands on the chain for everybody to read, for ever.</source>
   <translation>它写在链上，所有人永远可读。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>It takes a minute, and you come back to this page.</source>
   <translation>只需一分钟，之后会回到这个页面。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>It takes the place of your catalogue, which is at block {block}. What happened since is read from the chain, and the rest of it is compared while Licet runs.</source>
   <translation>它将取代您位于区块 {block} 的目录。此后发生的会从链上读取，其余部分会在 Licet 运行时继续核对。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/tastes.py" />
   <source>It takes {least_accounts} accounts that bought from two sellers and {least_models} models with {buyers} buyers each. So far there are {accounts} and {models}.</source>
   <translation>需要 {least_accounts} 个从两位卖家购买过的账户，以及 {least_models} 个各有 {buyers} 位买家的模型。目前有 {accounts}、{models}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>It takes {used_bytes} of {limit_bytes}. Nothing was sent.</source>
   <translation>需要 {used_bytes}，而上限是 {limit_bytes}。什么都没有发送。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>It tells another end of a sent transaction than your other nodes. That end is not taken for final.</source>
   <translation>对某笔已发交易的结果，它的说法与您的其他节点不同。这一结果不会被视为最终结果。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>It tells another number of sent transactions than your other nodes or this wallet. Of two, the lower one is used, and never less than what was seen in blocks.</source>
   <translation>它报的已发交易数量与您的其他节点或本钱包的记录不同。两个节点不一致时，取较小的数，但不会小于已见于区块中的数量。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>It tells other fees than your other nodes. Of two, the lower ones are used.</source>
   <translation>它报的手续费与您的其他节点不同。两个节点不一致时，取较低的一方。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>It told what most of your other nodes deny. It is asked only if no other answers.</source>
   <translation>它的说法被其他多数节点否定。只有在没有其他节点应答时才会询问它。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>It waits its turn</source>
   <translation>正在排队</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>It waits until the numbers from {next} up to this one are used. Other wallets may not show it until then.</source>
   <translation>从 {next} 到它之前的编号都用完后才轮到它。在那之前，其他钱包可能不显示它。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/written.py" />
   <source>It was as long as you allow; more tokens may be set on the left.</source>
   <translation>已达到您设定的长度；可在左侧调高词元数。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>It was given up, or its order was refunded.</source>
   <translation>它已被放弃，或其订单已退款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>It was in block {block} already, but the chain replaced that block. It counts again once another block holds it.</source>
   <translation>它曾在区块 {block} 中，但链替换了那个区块。等另一个区块收录它后才重新算数。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>It was made for another chain or another market contract. Your catalogue was not touched.</source>
   <translation>它属于另一条链或另一个市场合约。您的目录没有改动。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>It was not opened. What is wrong:{breaches}</source>
   <translation>它没有被打开。问题在于：{breaches}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>It was not used, and your catalogue was not touched. Licet remembers who made it.</source>
   <translation>它没有被使用，您的目录没有改动。Licet 会记住是谁制作的。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>It was passed on to {to}, so the model does not run here any more.</source>
   <translation>已转让给 {to}，因此模型不再在此运行。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/outcome_view.py" />
   <source>It was refused: nothing but its fee is gone</source>
   <translation>交易被拒绝：只花掉了手续费</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>It was sealed for another order, altered, or made by a later version of Licet.</source>
   <translation>它是为别的订单封装的，或被改动过，或由更新版本的 Licet 生成。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/content.py" />
   <source>It was sealed, but could be put in none of {count} places, so nobody could have fetched it.</source>
   <translation>模型已加密封装，但 {count} 个位置都没能放入，因此谁也无法下载它。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>It was signed by another account. The new version was refused.</source>
   <translation>签名的是另一个账户，已拒绝新版本。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run.py" />
   <source>It was stopped or it failed. Nothing else is touched and your input is kept; the next run starts it again.</source>
   <translation>它被终止或出错了。其他一切未受影响，您的输入已保留；下次运行会重新启动它。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>It was taken into a block and the contract refused it. Only its fee is gone.</source>
   <translation>交易已进入区块，但被合约拒绝。只损失了手续费。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>It went to</source>
   <translation>已退到</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>It would cost more now than you were told, so it was not sent.</source>
   <translation>现在的费用会高于先前告知您的数额，因此没有发送。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>It would end on {ends_at}, and the seller allows renewals until {limit_at}. Nothing was paid.</source>
   <translation>续期后将于 {ends_at} 到期，而卖家只允许续至 {limit_at}。没有付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>It would not be smaller.</source>
   <translation>这样不会变小。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/effects.py" />
   <source>It would now do more than you agreed to</source>
   <translation>它现在会做的超出了您同意的范围</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/agreement_sheet.py" />
   <source>It would now do something else</source>
   <translation>现在的结果已经不同</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Italian</source>
   <translation>意大利语</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/outcomes.py" />
   <source>Item</source>
   <translation>项目</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>Item {item} of {contract} moves from {source} to {to}.</source>
   <translation>{contract} 的第 {item} 号藏品从 {source} 转到 {to}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>Item {subject} of {contract} leaves this account.</source>
   <translation>{contract} 的第 {subject} 号藏品离开此账户。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_items.py" />
   <location filename="../../desktop/ui/pages/compare_results.py" />
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <location filename="../../desktop/ui/widgets/figures.py" />
   <location filename="../../desktop/ui/widgets/plots.py" />
   <source>Items</source>
   <translation>样本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>Items answered</source>
   <translation>已回答的样本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Its answer</source>
   <translation>运行结果</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Its answers differ too much: by up to {error} of their range.</source>
   <translation>结果相差过大：最多达到其范围的 {error}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>Its architecture is sealed, so nothing can be tried before you pay.</source>
   <translation>其结构已封存，付款前无法试运行。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>Its chunk list is not the one of the listing.</source>
   <translation>它的分块清单与商品的不符。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Its coins, its licences and what it sells: all of it, for ever, without your password. A key cannot be changed.</source>
   <translation>其中的币、许可和所售之物：全部、永久，且无需您的密码。私钥无法更换。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>Its content is not what the account that it names has signed.</source>
   <translation>其内容不是所署账户签过名的内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>Its content is not what the account that it names has signed. Somebody has changed one of the two.</source>
   <translation>其内容并非所写账户签署的内容，两者之一已被改动。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>Its content is not what the run was made on.</source>
   <translation>其内容与当时运行所用的不同。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialogs.py" />
   <source>Its contract on the network in use. What may be taken by an approval counts as spent.</source>
   <translation>当前网络上的代币合约。授权他人可取走的数量算作已支出。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Its description on the chain is not valid: {reason}</source>
   <translation>它在链上的描述无效：{reason}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>Its fee is signed and may be on its way.</source>
   <translation>费用已签名，可能已在途中。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>Its fee is too low now</source>
   <translation>手续费目前过低</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/stuck_notice.py" />
   <source>Its fee is too low, it is stuck, or the network forgot it. It can be sped up or taken back.</source>
   <translation>手续费过低、卡住了，或已被网络遗忘。可以加速或撤回。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Its field “{field}” is missing, unknown or out of range.</source>
   <translation>字段“{field}”缺失、未知或超出范围。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>Its file ended too early.</source>
   <translation>它的文件提前结束了。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>Its file has another length than the listing says.</source>
   <translation>它的文件长度与商品所述不符。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Its files go to: {places}.</source>
   <translation>文件将发布到：{places}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/fit_panel.py" />
   <source>Its graph is public, so it can be tried with empty weights before you pay.</source>
   <translation>其计算图是公开的，付款前即可用空权重试运行。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/fit_panel.py" />
   <source>Its graph is run with empty weights, walled in. This takes some seconds.</source>
   <translation>正在隔离环境中以空权重运行其计算图，需要几秒钟。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Its input was not kept. Put it in again on the Run page; the new record says whether it was the same.</source>
   <translation>其输入没有保留。请在运行页面重新输入，新记录会说明是否相同。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Its inputs are not those that a tokenizer fills: input_ids, attention_mask, token_type_ids.</source>
   <translation>它的输入不是分词器给出的 input_ids、attention_mask、token_type_ids。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Its inputs or outputs are no numbers</source>
   <translation>它的输入或输出不是数值</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/wallet_room.py" />
   <source>Its keys are put away. Looking around and models that are open need no keys.</source>
   <translation>密钥已收起。随便看看或使用已打开的模型都不需要密钥。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>Its licence has ended. Fetched again, it would run again only with a new one.</source>
   <translation>它的许可已经失效。即使重新下载，也要有新的许可才能运行。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Its licence is not there yet, or the order was refunded.</source>
   <translation>它的许可还没到，或订单已退款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Its line in the activity says how it stands. Sending it again changes nothing.</source>
   <translation>它的状态见“动态”中的对应条目。再次发送不会有任何变化。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>Its market has no records contract beside it. Nothing was sent.</source>
   <translation>这个市场旁边没有记录合约。什么都没有发送。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>Its newest block, {block}, is {time} older than the others'.</source>
   <translation>它的最新区块 {block} 比其他节点晚 {time}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>Its nodes are taken off the list. Orders, licences and activity on it stay.</source>
   <translation>它的节点会从列表中移除。其中的订单、许可证和活动记录会保留。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Its one row was compared with the chain.</source>
   <translation>仅有的一行已与链上核对。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Its part “{part}” cannot be used. Nothing of it was taken over.</source>
   <translation>其中的“{part}”部分无法使用，没有采用任何内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>Its part “{text}” does not follow EIP-681.</source>
   <translation>其中“{text}”不符合 EIP-681。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>Its process ended on several items in a row, so the batch was stopped. What is done is kept.</source>
   <translation>它的进程在连续几项上中断，因此批次已停止。已完成的部分已保留。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_notices.py" />
   <source>Its process had ended since the last run. This result is of the new one.</source>
   <translation>自上次运行后它的进程已结束。此结果来自新进程。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>Its public part is not the one of the listing.</source>
   <translation>它的公开部分与商品的不符。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>Its purchase was cancelled or refunded.</source>
   <translation>对应的购买已取消或已退款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>Its rating is {mean}, by {n} licence holder.</source>
   <translation>评分为 {mean}，来自 {n} 位许可持有人。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>Its rating is {mean}, by {n} licence holders.</source>
   <translation>评分为 {mean}，来自 {n} 位许可持有人。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>Its rating was {before}, and is now {after}.</source>
   <translation>评分原为 {before}，现为 {after}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch.py" />
   <source>Its results are deleted from this computer. Files that you saved elsewhere stay.</source>
   <translation>它的结果将从这台电脑上删除。您另存的文件会保留。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Its rule: {name}.</source>
   <translation>其规则：{name}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Its rule: {rule}.</source>
   <translation>其规则：{rule}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Its scores are {found}.</source>
   <translation>它的得分为 {found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>Its seller allows renewals until {time}, and no whole period is left before that.</source>
   <translation>卖家只允许续至 {time}，在此之前已不足一整期。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>Its seller bound it to who bought it.</source>
   <translation>卖家已将它与买家绑定。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>Its tokenizer is sealed, so the number of tokens of the sample is a guess.</source>
   <translation>其分词器已封存，样例的词元数量为估计值。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>Its weights are too large to be laid out for this processor in the memory that is left.</source>
   <translation>其权重过大，剩余内存不足以按本处理器重新排列。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Japanese</source>
   <translation>日语</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/overlays.py" />
   <source>Jobs</source>
   <translation>任务</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_security.py" />
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Journal of signatures</source>
   <translation>签名日志</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Journal saved to {file}</source>
   <translation>日志已保存到 {file}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/places.py" />
   <source>Journal: everything that was signed</source>
   <translation>日志：签署过的一切</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>Judge</source>
   <translation>评判</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>Judge by {n} item</source>
   <translation>用 {n} 个样本评判</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>Judge by {n} items</source>
   <translation>用 {n} 个样本评判</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge.py" />
   <source>Judge the model by items whose answer you know. Nothing leaves this computer.</source>
   <translation>用您知道答案的样本评判模型。任何内容都不会离开这台电脑。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>Judgement</source>
   <translation>评判结果</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge.py" />
   <source>Judging by your data</source>
   <translation>正在用您的数据评判</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>Keep for later</source>
   <translation>留待以后</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_keeping.py" />
   <source>Keep inputs and results of runs from now on</source>
   <translation>从现在起保留运行的输入和结果</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Keep it where only you can read it.</source>
   <translation>请放在只有您能看到的地方。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <source>Keep them</source>
   <translation>保存</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/storage_card.py" />
   <source>Kept</source>
   <translation>保留</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_taste.py" />
   <source>Kept for it, in one row on this computer: whose pages you opened on how many days, and what you said is not for you. Your purchases and runs count as well. It is worked out here and never sent; what is asked of the network does not depend on it.</source>
   <translation>为此在本机只保存一行数据：您在多少天打开过哪些模型的页面，以及哪些您表示不感兴趣。您的购买和运行也会计入。推荐在本机算出，从不发送；向网络请求的内容与它无关。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>Kept out of the list</source>
   <translation>未列入列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/accounts.py" />
   <source>Key</source>
   <translation>私钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Key and content are right. Until {time} a fault could still be proven; then the payment goes to the seller.</source>
   <translation>密钥和内容都正确。在 {time} 之前仍可证明有问题；之后货款归卖家。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Key asked for</source>
   <translation>已索取密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Key delivered</source>
   <translation>已交付密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>Key fee</source>
   <translation>密钥费</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>Key from the seller</source>
   <translation>卖家的密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Key handed on</source>
   <translation>已转交密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>Key of a later version</source>
   <translation>新版本密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>Key of a version</source>
   <translation>版本密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>Key {hash}</source>
   <translation>密钥 {hash}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Keypoints</source>
   <translation>关键点</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <source>Keystore files</source>
   <translation>密钥库文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>Kind</source>
   <translation>类型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Korean</source>
   <translation>韩语</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/judging.py" />
   <source>Labels cannot judge this model</source>
   <translation>标签无法评判这个模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>Labels from</source>
   <translation>标签来自</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings.py" />
   <source>Language</source>
   <translation>语言</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings.py" />
   <source>Language and look</source>
   <translation>语言和外观</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Language of the words</source>
   <translation>助记词的语言</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confusion.py" />
   <location filename="../../desktop/ui/widgets/result_tools.py" />
   <source>Larger</source>
   <translation>放大</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/balance_words.py" />
   <source>Last known: read {ago}, at block {block}.</source>
   <translation>上次已知：{ago}读取，区块 {block}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>Lasts</source>
   <translation>有效期</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Late fee</source>
   <translation>迟交罚金</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Later</source>
   <translation>较晚</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Layout of pictures</source>
   <translation>图片的排列</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>Leave --resume out to begin one.</source>
   <translation>去掉 --resume 即可新建一个。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Leave Licet open and unlocked: it files the complaint by itself when the block is safe.</source>
   <translation>请让 Licet 保持打开并解锁：区块安全后，它会自动提交投诉。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>Leave Licet open, unlocked and connected until {time}. Else the buyer takes the money back.</source>
   <translation>请让 Licet 保持打开、解锁并联网，直到 {time}。否则买家会取回货款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/content.py" />
   <source>Leave some places out, or take old addresses out first.</source>
   <translation>请少选几个位置，或先移除旧地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Leave the address out to use the newest account.</source>
   <translation>不写地址则使用最新的账户。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>Leave the rest</source>
   <translation>其余的不取了</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Leave this form out.</source>
   <translation>请去掉这种形式。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Ledger Live</source>
   <translation>Ledger Live</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Ledger before Ledger Live, MyEtherWallet</source>
   <translation>Ledger Live 之前的 Ledger、MyEtherWallet</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Ledger {n}</source>
   <translation>Ledger {n}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/tokens.py" />
   <source>Less than the price of {currency} would arrive, and the contract refuses that. Nothing was paid.</source>
   <translation>实际到账的 {currency} 会少于标价，合约不接受。没有付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/storage_card.py" />
   <source>Let go by itself, at each start, what may go</source>
   <translation>每次启动时自动清除可清除的内容</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/storage_card.py" />
   <source>Let it go too</source>
   <translation>也清除它</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Let {operator} deliver for this account</source>
   <translation>允许 {operator} 代此账户交付</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/storage_card.py" />
   <source>Let “{name}” go too</source>
   <translation>也清除“{name}”</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch.py" />
   <location filename="../../desktop/ui/pages/compare.py" />
   <location filename="../../desktop/ui/pages/judge.py" />
   <location filename="../../desktop/ui/pages/library.py" />
   <location filename="../../desktop/ui/pages/licence.py" />
   <location filename="../../desktop/ui/pages/order.py" />
   <location filename="../../desktop/ui/pages/records.py" />
   <location filename="../../desktop/ui/pages/run.py" />
   <location filename="../../desktop/ui/pages/search.py" />
   <location filename="../../desktop/ui/pages/storage.py" />
   <location filename="../../desktop/ui/rail.py" />
   <source>Library</source>
   <translation>模型库</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/places.py" />
   <source>Library: my models</source>
   <translation>模型库：我的模型</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <location filename="../../desktop/ui/pages/licence_cards.py" />
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <location filename="../../desktop/ui/pages/market_filters.py" />
   <location filename="../../desktop/ui/pages/order.py" />
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Licence</source>
   <translation>许可证</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Licence alone</source>
   <translation>仅许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Licence and model together, {size}. Any age tool opens it, also in years.</source>
   <translation>许可与模型合在一起，{size}。任何 age 工具都能打开，多年以后也一样。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order.py" />
   <source>Licence file</source>
   <translation>许可文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Licence files</source>
   <translation>许可文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Licence given to such an account by somebody else: from {least} sales and {share} % on.</source>
   <translation>他人购买但许可归上述账户：从 {least} 笔且占 {share} % 起计。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Licence given up</source>
   <translation>已放弃许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_cards.py" />
   <source>Licence of {name}</source>
   <translation>{name} 的许可</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Licence passed on</source>
   <translation>已转让许可</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Licence renewed</source>
   <translation>已续期许可</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>Licence {subject} ends.</source>
   <translation>许可 {subject} 终止。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>Licence {subject} holds until {time}.</source>
   <translation>许可 {subject} 有效至 {time}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>Licence {subject} holds without end.</source>
   <translation>许可 {subject} 永久有效。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>Licence {subject} leaves this account.</source>
   <translation>许可 {subject} 离开此账户。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>Licence: {name}</source>
   <translation>许可证：{name}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <source>Licences, models, back-ups</source>
   <translation>许可、模型、备份</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <source>Licet adds and pins each model on a node of yours (Kubo). Whoever reaches its RPC address owns the node: keep it on this computer. A gateway is optional.</source>
   <translation>Licet 会把每个模型添加并固定到您自己的节点（Kubo）。能访问其 RPC 地址的人就能控制该节点：请让它只在这台电脑上。网关可不填。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Licet asks again in smaller steps by itself.</source>
   <translation>Licet 会自动以更小的步子再问。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>Licet asks nobody how this computer is reached. Whoever fetches a model from here sees that address.</source>
   <translation>Licet 不会向任何人打听这台电脑的地址。从这里下载的人会看到该地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>Licet asks this address once, now. The place learns that somebody at your network address uses the list.</source>
   <translation>Licet 现在会访问该网址一次。对方会知道您的网络地址上有人使用这份列表。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <source>Licet brings none and asks nobody for one. Add a list of somebody whose judgement you trust, or hide a listing on its own page: that makes your own.</source>
   <translation>Licet 不自带列表，也不向任何人索取。您可以添加您信任的人的列表，或在商品页面隐藏商品，从而建立自己的列表。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>Licet buys models for tokens, but does not renew their licences or ask for their keys yet. The token is {currency}. Nothing was paid.</source>
   <translation>Licet 可以用通证购买模型，但暂时还不能用通证续期许可或索取密钥。该通证为 {currency}。没有支付任何款项。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/errors.py" />
   <source>Licet cannot do what was asked.</source>
   <translation>Licet 无法完成这项请求。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Licet cannot say all that this changes. Sign it only if you trust who asks for it.</source>
   <translation>Licet 无法说明它会改变的一切。只有信任请求者时才签名。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Licet cannot use its data folder</source>
   <translation>Licet 无法使用它的数据文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>Licet does not know how to reach IPFS yet: enter a gateway or your own node in Settings.</source>
   <translation>Licet 还不知道如何访问 IPFS：请在“设置”中填写网关或您自己的节点。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Licet does not know these words</source>
   <translation>Licet 不认识这些单词</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>Licet does not know this call ({selector}). What it does is up to the contract.</source>
   <translation>Licet 不认识这个调用（{selector}）。它会做什么由该合约决定。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Licet does not read this kind of wallet file</source>
   <translation>Licet 不支持这种钱包文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Licet downloads and verifies every byte first.</source>
   <translation>Licet 会先下载并核对每一个字节。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>Licet files the complaint as soon as the delivery's block is safe, so that nothing is shown to the world for a block that may still go away. You can close Licet: it goes on at the next start, once the wallet is unlocked.</source>
   <translation>交付所在的区块一旦安全，Licet 就会提交投诉；在此之前区块还可能被撤销，不应公开任何内容。您可以关闭 Licet：下次启动并解锁钱包后会自动继续。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Licet goes on with the next source by itself.</source>
   <translation>Licet 会自动换下一个来源继续。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/discovery_dialog.py" />
   <source>Licet goes through the addresses of your words as most wallets and Ledgers number them, and asks your node about each, one after the other. Whoever runs the node could see that they belong together.</source>
   <translation>Licet 会按多数钱包和 Ledger 的编号方式，逐个向您的节点查询由助记词得出的地址。运行节点的人可能看出它们同属一人。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Licet has no {kind} of this name on this computer.</source>
   <translation>这台电脑上的 Licet 没有这个名字的{kind}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Licet is already running</source>
   <translation>Licet 已在运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>Licet knows no such device.</source>
   <translation>Licet 不认识这种设备。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>Licet licences</source>
   <translation>Licet 许可</translation>
  </message>
  <message>
   <location filename="../../desktop/text/errors.py" />
   <source>Licet made a mistake</source>
   <translation>Licet 出了差错</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>Licet market</source>
   <translation>Licet 市场</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Licet needs memory that no other program can open. So far it uses the one of Linux.</source>
   <translation>Licet 需要其他程序无法打开的内存。目前它只会使用 Linux 的。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>Licet passes unsealed weights in memory only, never in a file, and {system} has no such memory.</source>
   <translation>Licet 只在内存中传递解封的权重，从不写入文件，而 {system} 没有这样的内存。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>Licet reads age files as they are, not wrapped for mails.</source>
   <translation>Licet 只读取原始的 age 文件，不读取为邮件编码的文本。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Licet reads its own files, and signed bytes in hexadecimal. This is neither, or it was changed on its way.</source>
   <translation>Licet 能读取它自己的文件，以及十六进制的已签名数据。这个文件两者都不是，或在途中被改动过。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>Licet records</source>
   <translation>Licet 记录</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>Licet sends nothing. Copy this text and send it the way that the model card or the seller's own pages name.</source>
   <translation>Licet 不会发送任何内容。请复制这段文字，按模型卡或卖家自己网页上写明的方式发送。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>Licet was closed when it passed.</source>
   <translation>到期时 Licet 没有打开。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <source>Licet was closed while this batch ran</source>
   <translation>这个批次运行时 Licet 被关闭了</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <source>Licet {licet}, onnxruntime {engine}</source>
   <translation>Licet {licet}，onnxruntime {engine}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Licet {licet}, onnxruntime {engine}, package format {package}, spec format {spec}</source>
   <translation>Licet {licet}，onnxruntime {engine}，软件包格式 {package}，规格格式 {spec}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings.py" />
   <source>Light</source>
   <translation>浅色</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>Likely range</source>
   <translation>可能范围</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/downloads.py" />
   <source>Limit</source>
   <translation>限速</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialogs.py" />
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>Limit a token</source>
   <translation>为代币设限额</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/downloads.py" />
   <location filename="../../desktop/ui/pages/settings_downloads.py" />
   <source>Limit for all downloads</source>
   <translation>所有下载的总限速</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialogs.py" />
   <source>Limit for {unit}</source>
   <translation>{unit} 的限额</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <source>Line {line}: {reason} ({text})</source>
   <translation>第 {line} 行：{reason}（{text}）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/card_view.py" />
   <source>Link copied. Licet opens no links of strangers.</source>
   <translation>链接已复制。Licet 不会打开陌生人的链接。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>List a model</source>
   <translation>上架模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>List a model. Licet answers orders while it is open and unlocked.</source>
   <translation>上架一个模型。Licet 打开且解锁时会自动处理订单。</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>List a model; its income goes to {payee}</source>
   <translation>上架模型；收入归 {payee}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>List another model instead</source>
   <translation>改为上架另一个模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>List it</source>
   <translation>上架</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Listed</source>
   <translation>已上架</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>Listens on</source>
   <translation>监听范围</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <location filename="../../desktop/ui/pages/sell_reviews.py" />
   <source>Listing</source>
   <translation>商品</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>Listing #{number}</source>
   <translation>商品 #{number}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Listing a model</source>
   <translation>正在上架模型</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Listing closed</source>
   <translation>上架已关闭</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Listing {listing} is left out altogether.</source>
   <translation>商品 {listing} 被整个漏掉。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/node_words.py" />
   <source>Listing {listing}, block {block}: altered</source>
   <translation>商品 {listing}，区块 {block}：被篡改</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/node_words.py" />
   <source>Listing {listing}, block {block}: hidden</source>
   <translation>商品 {listing}，区块 {block}：被隐瞒</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/node_words.py" />
   <source>Listing {listing}, block {block}: invented</source>
   <translation>商品 {listing}，区块 {block}：被捏造</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Listing {listing}, block {block}: the snapshot alters {what}.</source>
   <translation>商品 {listing}，区块 {block}：快照篡改了{what}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Listing {listing}, block {block}: the snapshot has {what} that the chain does not have.</source>
   <translation>商品 {listing}，区块 {block}：快照中的{what}在链上并不存在。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Listing {listing}, block {block}: the snapshot leaves out {what}.</source>
   <translation>商品 {listing}，区块 {block}：快照漏掉了{what}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/node_words.py" />
   <source>Listing {listing}: hidden, its number is missing</source>
   <translation>商品 {listing}：被隐瞒，编号缺失</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>Listing {subject} takes no more orders.</source>
   <translation>第 {subject} 号商品不再接受订单。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>Listing {subject} takes orders.</source>
   <translation>第 {subject} 号商品接受订单。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>Listing. You are told of its price, terms, versions, rating and end.</source>
   <translation>商品：价格、条款、版本、评分有变化或下架时，会通知您。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>Listing. You are told when the price is {limit} or less.</source>
   <translation>商品。价格降到 {limit} 或更低时通知您。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_empty.py" />
   <source>Listings appear here as Licet reads them from the chain. The line below says how far it is.</source>
   <translation>Licet 从链上读到的商品会显示在这里。下方的状态栏会说明读到了哪里。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_downloads.py" />
   <source>Listings may name places in this network</source>
   <translation>允许商品指向本地网络中的地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>Listings, orders in escrow, licences</source>
   <translation>商品、托管中的订单和许可证</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <source>Lists that you choose hide listings from your market, or warn of them, and always say so. What you own is never hidden.</source>
   <translation>您选择的列表会在市场中隐藏商品或给出提醒，并且总会说明。您拥有的绝不会被隐藏。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch.py" />
   <location filename="../../desktop/ui/widgets/states.py" />
   <source>Loading</source>
   <translation>正在加载</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/wallet_head.py" />
   <source>Lock</source>
   <translation>锁定</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_security.py" />
   <location filename="../../desktop/ui/rail.py" />
   <location filename="../../desktop/ui/shell.py" />
   <source>Lock the wallet</source>
   <translation>锁定钱包</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_security.py" />
   <source>Lock when the computer goes to sleep</source>
   <translation>电脑进入睡眠时锁定</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_security.py" />
   <source>Lock when the screen is locked</source>
   <translation>锁屏时锁定</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/rail.py" />
   <source>Locked</source>
   <translation>已锁定</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_security.py" />
   <source>Locking ends the process that holds your keys. A model that is open goes on, and so do downloads.</source>
   <translation>锁定会结束保管密钥的进程。已打开的模型和下载会继续。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Log loss</source>
   <translation>对数损失</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Longer texts are cut.</source>
   <translation>更长的文本会被截断。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/effect_bar.py" />
   <location filename="../../desktop/ui/news_bar.py" />
   <location filename="../../desktop/ui/pages/discovery_dialog.py" />
   <source>Look</source>
   <translation>查看</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting.py" />
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <location filename="../../desktop/ui/pages/market_empty.py" />
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>Look again</source>
   <translation>再次查看</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Look again in a moment; nothing is paid for twice.</source>
   <translation>请稍后再查看；不会重复付费。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/records.py" />
   <source>Look again. What was read before is kept.</source>
   <translation>请重新查看。此前读取的内容已保留。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Look around first</source>
   <translation>先随便看看</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/watching.py" />
   <source>Look around the market</source>
   <translation>逛逛市场</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Look at Activity before you try again.</source>
   <translation>再试之前请查看“动态”。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Look at Activity, then try again.</source>
   <translation>请查看“动态”，然后再试。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/link_dialogs.py" />
   <location filename="../../desktop/ui/widgets/stuck_notice.py" />
   <source>Look at it</source>
   <translation>查看</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/effects.py" />
   <source>Look at it again. If it stays so, do not sign it.</source>
   <translation>请再看一遍。如果仍是如此，就不要签名。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>Look at the address, and try again later. Nothing was changed.</source>
   <translation>请检查网址，稍后再试。什么都没有改变。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Look at the capital letters and try again. Without the password, your recovery words restore the wallet.</source>
   <translation>请留意大小写再试一次。若没有密码，可用助记词恢复钱包。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Look at the disk and at the node, then try again.</source>
   <translation>请检查磁盘和节点，然后再试。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Look at the disk and at the rights of the folder, then try again.</source>
   <translation>请检查磁盘和文件夹的权限，然后再试。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Look at the folder's owner and rights, or start with another one (--data-dir).</source>
   <translation>请检查文件夹的所有者和权限，或换一个文件夹启动（--data-dir）。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Look at the internet connection, or at the node's address in Settings. Nothing was lost.</source>
   <translation>请检查网络连接，或“设置”中的节点地址。没有任何损失。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Look at the listing again.</source>
   <translation>请再看一次该商品。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Look at the market's address and at the network.</source>
   <translation>请检查市场地址和网络。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>Look at the model's page for the settings that it has.</source>
   <translation>请在模型页面上查看它有哪些设置。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Look at the new total and decide again.</source>
   <translation>请查看新的总额，再作决定。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/content.py" />
   <source>Look at the node itself: is its disk full, or is it limited? Then try again.</source>
   <translation>请检查该节点：磁盘是否已满，或是否有限额？然后重试。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Look at the node's address in Settings.</source>
   <translation>请检查“设置”中的节点地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Look at the order's state, then try again.</source>
   <translation>请查看订单状态，然后再试。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>Look at the spelling, or ask its owner for the address.</source>
   <translation>请检查拼写，或向其所有者索取地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Look at this word on your paper: one letter may be wrong. Nothing was changed.</source>
   <translation>请看看纸上的这个单词：可能有一个字母不对。没有任何改动。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>Look at your listings again.</source>
   <translation>请再次查看您的上架。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>Look for a later version of Licet.</source>
   <translation>请关注 Licet 的后续版本。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Look for another model, or a later version.</source>
   <translation>请找别的模型，或更新的版本。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/tokens.py" />
   <source>Look for another model, or tell the seller to name another token.</source>
   <translation>请另选模型，或告诉卖家换一个通证。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/tokens.py" />
   <source>Look for another model, or tell the seller.</source>
   <translation>请另选模型，或告诉卖家。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/looking_strip.py" />
   <source>Look further back</source>
   <translation>继续往前查看</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/looking_strip.py" />
   <source>Look now</source>
   <translation>立即查看</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/looking_strip.py" />
   <source>Looking at the chain…</source>
   <translation>正在查看链上数据…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch.py" />
   <location filename="../../desktop/ui/pages/own_data.py" />
   <source>Looking at your data</source>
   <translation>正在查看您的数据</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_accounts.py" />
   <source>Looking for used accounts</source>
   <translation>正在查找用过的账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <location filename="../../desktop/ui/pages/welcome_restore.py" />
   <source>Looking for your orders</source>
   <translation>正在查找您的订单</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/looking_strip.py" />
   <source>Looking further back</source>
   <translation>正在往前查看</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing.py" />
   <source>Looking into a model</source>
   <translation>正在查看模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>Looking what is there</source>
   <translation>正在查看已有的合约</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_dialog.py" />
   <location filename="../../desktop/ui/pages/approval_row.py" />
   <source>Lower</source>
   <translation>调低</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Lower ones</source>
   <translation>较低的</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_dialog.py" />
   <source>Lower this approval</source>
   <translation>调低此授权</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/tastes.py" />
   <source>Made from {n} account.</source>
   <translation>根据 {n} 个账户绘制。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/tastes.py" />
   <source>Made from {n} accounts.</source>
   <translation>根据 {n} 个账户绘制。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>Made of {n} tile</source>
   <translation>由 {n} 块拼成</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>Made of {n} tile of {side} pixels: for {asked} pixels there was not enough memory.</source>
   <translation>由 {n} 块 {side} 像素的图块拼成：内存不够用 {asked} 像素的图块。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>Made of {n} tiles</source>
   <translation>由 {n} 块拼成</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>Made of {n} tiles of {side} pixels: for tiles of {asked} pixels there was not enough memory.</source>
   <translation>由 {n} 块 {side} 像素的图块拼成：内存不够用 {asked} 像素的图块。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Made of {operators}.</source>
   <translation>由这些算子组成：{operators}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>Made up by a token</source>
   <translation>代币捏造</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approvals.py" />
   <source>Made up by tokens</source>
   <translation>代币捏造的授权</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>Make a file that a computer without a network signs</source>
   <translation>生成一个文件，拿到不联网的电脑上签名</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Make a revenue split</source>
   <translation>创建收入分账</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Make the file</source>
   <translation>生成文件</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Make the file again, and carry it over unchanged.</source>
   <translation>请重新生成文件，并原样带过来。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Make the file anew: the next number is {next_nonce}.</source>
   <translation>请重新生成文件：下一个编号是 {next_nonce}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>Makers of snapshots</source>
   <translation>快照制作者</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Makes a folder with your listings and an operator key of its own. The command “licet seller” answers orders from it, here or on a server. The key cannot spend your coins; whoever steals it can cost you your free bond.</source>
   <translation>生成一个文件夹，内含您的上架信息和一把专用的操作员密钥。在本机或服务器上用命令“licet seller”即可凭它答复订单。该密钥不能花您的钱；但若被盗，您可能损失可用的保证金。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>Making it is one more transaction, with a fee of at most {fee}. Its shares can never be changed.</source>
   <translation>创建它需要多一笔交易，费用最多 {fee}。份额一经创建便不可更改。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Making test vectors</source>
   <translation>正在生成测试向量</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>Manifest and spec contradict each other: {where}, {found}.</source>
   <translation>清单与规格相互矛盾：{where}，{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Many new accounts within one hour: from {least} accounts and {share} % on.</source>
   <translation>一小时内出现许多新账户：从 {least} 个且占 {share} % 起计。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_taste.py" />
   <location filename="../../desktop/ui/pages/tastes.py" />
   <location filename="../../desktop/ui/widgets/shelf_strip.py" />
   <source>Map of tastes</source>
   <translation>偏好地图</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/places.py" />
   <source>Map of tastes: what is bought together</source>
   <translation>偏好地图：哪些模型常被一起购买</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/watching.py" />
   <source>Mark all as read</source>
   <translation>全部标为已读</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/watching.py" />
   <source>Mark as read</source>
   <translation>标为已读</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <location filename="../../desktop/ui/pages/listing.py" />
   <location filename="../../desktop/ui/pages/lists.py" />
   <location filename="../../desktop/ui/pages/market_head.py" />
   <location filename="../../desktop/ui/pages/tastes.py" />
   <location filename="../../desktop/ui/pages/watching.py" />
   <location filename="../../desktop/ui/rail.py" />
   <source>Market</source>
   <translation>市场</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>Market contract</source>
   <translation>市场合约</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/places.py" />
   <source>Market: find a model</source>
   <translation>市场：查找模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/exports.py" />
   <source>Mask with a palette (PNG)</source>
   <translation>带调色板的掩膜（PNG）</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/judging.py" />
   <source>Match the labels to the model's, or choose other data.</source>
   <translation>请把标签与模型的类别对应起来，或选择其他数据。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_row.py" />
   <source>May be taken by</source>
   <translation>可由其取走</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/storage_card.py" />
   <source>May go</source>
   <translation>可清除</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>May pictures have any size?</source>
   <translation>图片可以是任意尺寸吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>Me</source>
   <translation>我自己</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Mean Dice</source>
   <translation>平均 Dice</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Mean IoU</source>
   <translation>平均 IoU</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Mean absolute error</source>
   <translation>平均绝对误差</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Mean absolute percentage error</source>
   <translation>平均绝对百分比误差</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Mean average precision, IoU 0.5 to 0.95</source>
   <translation>平均精度均值（IoU 0.5 至 0.95）</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Mean error</source>
   <translation>平均误差</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/figures.py" />
   <source>Measure</source>
   <translation>指标</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>Measured by the seller, not by Licet. Try the model on your own data while it can be refunded.</source>
   <translation>由卖家测得，而非 Licet。请趁还能退款时用自己的数据试一试。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <location filename="../../desktop/ui/pages/fit_panel.py" />
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>Memory</source>
   <translation>内存</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>Memory (MB)</source>
   <translation>内存（MB）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>Memory on the graphics processor itself is not counted.</source>
   <translation>未计入图形处理器自身的显存。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Memory, at most</source>
   <translation>最多占用内存</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>Mended</source>
   <translation>已修复</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>Mending a model</source>
   <translation>正在修复模型</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>Mending it failed: {reason}.</source>
   <translation>修复失败：{reason}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>Mending “{name}” from its sources</source>
   <translation>正在从来源修复“{name}”</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>Misleading</source>
   <translation>误导</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Missed</source>
   <translation>已错过</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>Missed, or found where nothing is</source>
   <translation>漏检或误报的个数</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run.py" />
   <source>Missing here: {list}</source>
   <translation>这里缺少：{list}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>Mix-ups</source>
   <translation>混淆</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <location filename="../../desktop/ui/pages/record_view.py" />
   <location filename="../../desktop/ui/record_words.py" />
   <source>Model</source>
   <translation>模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/rating_words.py" />
   <source>Model and its identity</source>
   <translation>模型及其标识</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <location filename="../../desktop/ui/widgets/card_view.py" />
   <source>Model card</source>
   <translation>模型说明卡</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Model in one file</source>
   <translation>单文件模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Model, versions, settings, device and walls are the same.</source>
   <translation>模型、版本、设置、设备和隔离级别均相同。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare.py" />
   <location filename="../../desktop/ui/pages/market.py" />
   <source>Models</source>
   <translation>模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_taste.py" />
   <source>Models are recommended again.</source>
   <translation>已重新开启模型推荐。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Models come from web addresses or from folders on this computer: {text}</source>
   <translation>模型来自网址或这台电脑上的文件夹：{text}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/tastes.py" />
   <source>Models near each other are bought by the same accounts. Drawn on this computer from public purchases.</source>
   <translation>彼此靠近的模型由相同的账户购买。根据公开的购买记录在本机绘制。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare.py" />
   <source>Models of one task on your own data, with labels or without. Nothing leaves this computer.</source>
   <translation>同一任务的多个模型在您自己的数据上比较，有没有标签都可以。任何内容都不会离开这台电脑。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <source>Models of one task, side by side on your own data</source>
   <translation>同一任务的模型，在您的数据上并排比较</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Models run offline, without files or network.</source>
   <translation>模型离线运行，不接触文件和网络。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>Models run on the processor, in the strictest sandbox. A graphics processor may be faster; its driver is then in reach of the model, so the walls are lower.</source>
   <translation>模型默认在处理器上、最严格的沙箱中运行。图形处理器可能更快，但模型因此能接触到其驱动程序，隔离较弱。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Models that write text cannot be packed yet</source>
   <translation>暂不支持打包生成文本的模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_filters.py" />
   <source>Models whose measured memory fits into the {size} that this computer can give. Of those that do not say it, you see all.</source>
   <translation>实测内存不超过本机可提供的 {size} 的模型。没有注明内存的模型也会全部显示。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <source>Models you buy or get for free appear here, ready to run.</source>
   <translation>您购买或免费获取的模型会显示在这里，随时可运行。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Money is being taken home already</source>
   <translation>正在取回款项</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting.py" />
   <location filename="../../desktop/ui/pages/sell.py" />
   <location filename="../../desktop/ui/pages/wallet.py" />
   <source>Money waiting</source>
   <translation>待取款项</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/places.py" />
   <source>Money waiting: take it home</source>
   <translation>待取款项：全部取回</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/shelf_strip.py" />
   <source>More</source>
   <translation>更多</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>More choices</source>
   <translation>更多选项</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/fit_panel.py" />
   <source>More is known from other machines that this folder was on; it is not counted here.</source>
   <translation>此数据文件夹在其他机器上还有记录，未计入此处。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>More than others pay: it must rise by a tenth to take the place of the earlier one.</source>
   <translation>比别人付的多：须提高十分之一才能取代先前那一笔。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/effect_bar.py" />
   <source>More than you agreed to</source>
   <translation>超出您同意的范围</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>Most frequent mix-ups</source>
   <translation>最常见的混淆</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialogs.py" />
   <source>Most in 24 hours</source>
   <translation>24 小时内最多</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Most models are trained on RGB; those that read with OpenCV often on BGR.</source>
   <translation>多数模型用 RGB 训练；用 OpenCV 读图的常用 BGR。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Most of these words are in none of the nine lists that Licet reads. Portuguese, Russian and Turkish phrases are not supported.</source>
   <translation>这些单词大多不在 Licet 支持的九种词表中。不支持葡萄牙语、俄语和土耳其语的助记词。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/node_words.py" />
   <source>Most of your nodes say otherwise. A third node would tell more.</source>
   <translation>您的多数节点说法不同。再添加一个节点会更清楚。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/wallet.py" />
   <source>Most of your nodes say what is shown here. This one is asked last from now on.</source>
   <translation>多数节点的说法与此处显示的一致。今后会最后才询问以下节点。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_head.py" />
   <source>Most popular</source>
   <translation>最热门</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialogs.py" />
   <source>Most to one payee in 24 hours</source>
   <translation>24 小时内付给单个收款人最多</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Most tokens of a text</source>
   <translation>文本的最多词元数</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Most wallets (BIP-44)</source>
   <translation>多数钱包（BIP-44）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_card.py" />
   <source>Move down</source>
   <translation>下移</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Move the file away: the demo network starts afresh. Its coins have no value.</source>
   <translation>请把该文件移走：演示网络会重新开始。它的代币没有价值。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_card.py" />
   <source>Move up</source>
   <translation>上移</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/watching.py" />
   <source>Mute</source>
   <translation>静音</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>My list</source>
   <translation>我的列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>My listings</source>
   <translation>我的上架</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listed_bar.py" />
   <location filename="../../desktop/ui/pages/market_lists.py" />
   <source>My lists</source>
   <translation>我的列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>My nodes may know which accounts belong together</source>
   <translation>允许节点知道哪些账户属于同一个人</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_form.py" />
   <source>My own input</source>
   <translation>我自己的输入</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>NVIDIA GPU (CUDA)</source>
   <translation>NVIDIA 显卡（CUDA）</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <location filename="../../desktop/ui/models/accounts.py" />
   <location filename="../../desktop/ui/models/contacts.py" />
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Name (may stay empty)</source>
   <translation>名称（可留空）</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Name a single account, or have the contract deployed.</source>
   <translation>请改填单个账户，或先请人部署该合约。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/tokens.py" />
   <source>Name another token, or leave the field empty for a price in coin.</source>
   <translation>请换一个通证，或留空以原生币标价。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_card.py" />
   <location filename="../../desktop/ui/pages/key_dialogs.py" />
   <source>Name of the account</source>
   <translation>账户名称</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>Name your list</source>
   <translation>为列表命名</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>Name, address, unit, note or hash</source>
   <translation>名称、地址、币种、备注或哈希</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Name, as you call them</source>
   <translation>您对其的称呼</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Names of the classes</source>
   <translation>类别名称</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Names of the columns</source>
   <translation>列名</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_setup.py" />
   <source>Names of the sub-folders</source>
   <translation>子文件夹名称</translation>
  </message>
  <message>
   <location filename="../../desktop/commands/packing.py" />
   <source>Names with commas between, or @FILE</source>
   <translation>名称以逗号分隔，或写 @文件</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Nearest</source>
   <translation>最近邻</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>Needs too much memory</source>
   <translation>内存需求过大</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/listing_card.py" />
   <source>Needs {size}</source>
   <translation>需要 {size} 内存</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Neither the command nor the settings name a node and a market.</source>
   <translation>命令和设置都没有指明节点和市场。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <location filename="../../desktop/ui/models/contacts.py" />
   <location filename="../../desktop/ui/pages/activity.py" />
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Network</source>
   <translation>网络</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/agreement_sheet.py" />
   <location filename="../../desktop/ui/pages/send_dialog.py" />
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <source>Network fee</source>
   <translation>网络手续费</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <location filename="../../desktop/ui/pages/send_dialog.py" />
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Network fee, at most</source>
   <translation>网络手续费上限</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>Network not recorded</source>
   <translation>未记录网络</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>Network {number}</source>
   <translation>网络 {number}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>Networks</source>
   <translation>网络</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_card.py" />
   <source>Never asked for unasked</source>
   <translation>从不自动查询</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_setup.py" />
   <source>New batch</source>
   <translation>新批次</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/popularity_card.py" />
   <source>New buyers, thirty days to a bar</source>
   <translation>新买家数，每柱三十天</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <location filename="../../desktop/ui/pages/contacts.py" />
   <source>New contact</source>
   <translation>新建联系人</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge.py" />
   <source>New data</source>
   <translation>新数据</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_dialog.py" />
   <source>New limit</source>
   <translation>新限额</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_dialog.py" />
   <source>New limit, in {unit}</source>
   <translation>新限额，单位 {unit}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/key_dialogs.py" />
   <source>New password</source>
   <translation>新密码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>New password for the file</source>
   <translation>文件的新密码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_card.py" />
   <source>New since you looked: {changes}</source>
   <translation>您上次查看以来：{changes}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>New version</source>
   <translation>新版本</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>New version listed</source>
   <translation>已上架新版本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>New version of “{name}”</source>
   <translation>“{name}”的新版本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_head.py" />
   <source>Newest</source>
   <translation>最新</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialogs.py" />
   <source>Next</source>
   <translation>下一步</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>No</source>
   <translation>否</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>No QR code was found</source>
   <translation>没有找到二维码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>No account can pay the fee of up to {fee}.</source>
   <translation>没有账户付得起最多 {fee} 的费用。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>No address</source>
   <translation>没有地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approvals.py" />
   <source>No approval stands since block {block}. Older ones are not known: look further back.</source>
   <translation>自区块 {block} 起没有有效的授权。更早的授权尚不清楚：请继续往前查看。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>No connection to {url}.</source>
   <translation>无法连接到 {url}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contacts.py" />
   <source>No contact has this in it.</source>
   <translation>没有符合的联系人。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contacts.py" />
   <source>No contacts yet</source>
   <translation>还没有联系人</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>No contract is at {address} on this network.</source>
   <translation>在这个网络上，{address} 没有合约。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_reviews.py" />
   <source>No error reports.</source>
   <translation>没有错误报告。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>No fee is set, so the seller's program does not answer by itself</source>
   <translation>未设费用，因此卖家的程序不会自动答复</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>No graphics processor that models could run on.</source>
   <translation>没有可供模型运行的图形处理器。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/tastes.py" />
   <source>No groups stand out yet.</source>
   <translation>尚未形成明显的群组。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/judging.py" />
   <source>No item could be judged</source>
   <translation>没有可评判的样本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/status_bar.py" />
   <source>No jobs</source>
   <translation>没有任务</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>No key in time, or a wrong one: you take your money back.</source>
   <translation>密钥没有按时到达或有误：您可以把钱要回来。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>No key of it is here: you see what it holds, and nothing can be signed with it.</source>
   <translation>这里没有它的私钥：您可以看到它持有什么，但无法用它签名。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>No keychain of this system that encrypts can be used ({backend}).</source>
   <translation>系统中没有可用的加密钥匙串（{backend}）。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/judging.py" />
   <source>No label was one that the model knows, or no item was answered.</source>
   <translation>没有一个标签是模型认识的，或者没有一个样本得到回答。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/downloads.py" />
   <source>No limit</source>
   <translation>不限速</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>No list came from this address</source>
   <translation>该网址没有给出列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <source>No lists yet</source>
   <translation>还没有列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>No longer ask for tokens?</source>
   <translation>不再对代币询问？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>No longer for sale</source>
   <translation>不再出售</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>No longer refundable</source>
   <translation>不能再退款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_empty.py" />
   <source>No model matches these words and filters.</source>
   <translation>没有符合这些词语和筛选条件的模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>No network was chosen</source>
   <translation>没有选择网络</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>No new orders come in. What was sold stays sold, and orders on their way are still answered.</source>
   <translation>不会再有新订单。已售出的仍然有效，进行中的订单照常处理。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>No node answers for this network</source>
   <translation>这个网络没有节点应答</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>No node that was asked knows it, but whoever kept it can still bring it into a block. Send the same again, or take it back for certain.</source>
   <translation>问过的节点都不知道它，但保存了它的人仍可能让它进区块。请原样再发送，或确定地撤回。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>No order belongs to this licence</source>
   <translation>没有与此许可对应的订单</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>No order or listing of this wallet belongs to it.</source>
   <translation>此钱包没有与它对应的订单或商品。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>No orders yet.</source>
   <translation>还没有订单。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>No package can be made of this model</source>
   <translation>无法用此模型制作模型包</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>No picture is on the clipboard</source>
   <translation>剪贴板上没有图片</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/content.py" />
   <source>No place took the model</source>
   <translation>没有任何位置接收该模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <source>No place yet. Add where buyers should find your models; several are safer than one.</source>
   <translation>还没有位置。请添加买家下载模型的地方；多几个比一个更可靠。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>No proof brings money back for this</source>
   <translation>这种情况无法凭证明退款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>No real difference</source>
   <translation>没有真正的差异</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>No reason was given.</source>
   <translation>没有说明理由。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/transfers.py" />
   <source>No source gave the bytes that the listing promises:{troubles}</source>
   <translation>没有来源提供商品所承诺的数据：{troubles}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/search.py" />
   <source>No text of this folder was read.</source>
   <translation>尚未读取该文件夹中的任何文本。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting.py" />
   <location filename="../../desktop/ui/pages/wallet_room.py" />
   <location filename="../../desktop/ui/rail.py" />
   <source>No wallet yet</source>
   <translation>还没有钱包</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/outcomes.py" />
   <source>No.</source>
   <translation>序号</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Nobody answers for it. It is as good as what is compared with the chain.</source>
   <translation>没有人为它负责。可信程度取决于与链上核对了多少。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>Nobody but you may deliver your orders any more.</source>
   <translation>除您之外，不再有人可以交付您的订单。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Nobody can change anything in it any more.</source>
   <translation>其中的内容已无人能够改动。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>Nobody can ever spend what is sent to this address.</source>
   <translation>发送到该地址的钱永远无人能用。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>Nobody else may take item {item} of {contract} any more.</source>
   <translation>其他人不能再取走 {contract} 的第 {item} 号藏品。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/popularity_card.py" />
   <source>Nobody has bought this model yet, as far as the chain tells.</source>
   <translation>从链上看，还没有人购买过这个模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>Nobody has looked yet whether it serves.</source>
   <translation>还没有检查过它是否可用。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_ratings.py" />
   <source>Nobody has rated this model yet. Only those who bought it can, once their licence is final.</source>
   <translation>还没有人为这个模型评分。只有买家在许可最终生效之后才能评分。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_reviews.py" />
   <source>Nobody has rated your models yet.</source>
   <translation>还没有人为您的模型评分。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>Nobody has the zero address.</source>
   <translation>零地址不属于任何人。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>Nobody here has used this token. Such gifts often lead to a website that steals.</source>
   <translation>这里没有人用过此代币。此类“赠品”往往引向盗取资产的网站。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>Nobody is asked before you choose who.</source>
   <translation>在您选择之前不会询问任何节点。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Nobody is watching</source>
   <translation>没有人在看</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>Nobody knows who would read this report</source>
   <translation>无法确定谁会读到这份报告</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approvals.py" />
   <source>Nobody may take anything from this account.</source>
   <translation>没有任何人可以从此账户取走任何东西。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>Nobody owns “{name}”, or its owner has set no address.</source>
   <translation>“{name}”无人拥有，或其所有者未设置地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Nobody signed it</source>
   <translation>无人签名</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Nobody who helps you needs it. Licet never asks for it.</source>
   <translation>任何帮助您的人都不需要它。Licet 绝不会索要它。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Nobody who helps you needs them. Licet never asks for them but to restore and to check.</source>
   <translation>任何帮助您的人都不需要它们。除恢复和核对之外，Licet 绝不会索要它们。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>Nobody yet. You can use a snapshot all the same: its maker is then called unknown.</source>
   <translation>还没有。您仍可使用快照，其制作者会标为“未知”。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Nodes keep the earlier transaction unless both fees rise by more than a tenth. Nothing was signed.</source>
   <translation>两项费用都须提高十分之一以上，节点才会放弃先前的交易。什么都没有签名。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Nodes may refuse it until the account holds the amount and the fee at most.</source>
   <translation>在账户余额够付金额和手续费上限之前，节点可能拒收。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Nonce</source>
   <translation>Nonce</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_setup.py" />
   <source>None</source>
   <translation>无</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>None of its accounts has this address.</source>
   <translation>其中没有这个地址的账户。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <source>None of its keys are those of this wallet. If you typed words: was there an extra passphrase?</source>
   <translation>其中没有一个私钥属于本钱包。若您输入的是助记词：当初是否设了额外口令？</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>None of its sources answered with it: {sources}</source>
   <translation>它的来源都没有提供：{sources}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>None of the keys of this wallet opens it.</source>
   <translation>本钱包的密钥都打不开它。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/wallet.py" />
   <source>None of these is shown as your balance. A third node of another operator would decide.</source>
   <translation>以下都不会作为您的余额显示。再有第三个由其他运营方运行的节点就能判定。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_accounts.py" />
   <source>None of these words' addresses was used on this network yet.</source>
   <translation>在此网络上，由这些助记词得出的地址都还没有用过。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>None that was bought here or passed on to it has this number.</source>
   <translation>在此购买或转让给它的许可中没有此编号。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>None was tried yet. It also holds names, imported keys and watched accounts.</source>
   <translation>尚未试过任何备份文件。它还包含名称、导入的私钥和观察的账户。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/token_card.py" />
   <source>None yet. Tokens that strangers send do not appear by themselves.</source>
   <translation>还没有。陌生人发来的代币不会自动出现。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>None: every item was said right.</source>
   <translation>没有：每个样本都答对了。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>None: this computer offers no walls</source>
   <translation>无：这台电脑没有隔离措施</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>Normal</source>
   <translation>普通</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/download_words.py" />
   <source>Normal order</source>
   <translation>正常顺序</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <source>Not a byte was changed since this account signed it. What the account says is its own word.</source>
   <translation>自该账户签署以来没有一个字节被改动。其所述内容由该账户自己负责。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/record_words.py" />
   <source>Not a number differs.</source>
   <translation>没有数字不同。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/record_words.py" />
   <source>Not a pixel differs.</source>
   <translation>没有像素不同。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_accounts.py" />
   <source>Not all addresses could be looked at</source>
   <translation>未能查看所有地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Not asked yet</source>
   <translation>尚未询问</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Not bought yet</source>
   <translation>尚无人购买</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>Not checked</source>
   <translation>未检查</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>Not checked yet.</source>
   <translation>尚未检查。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Not checked yet. Without them, a lost computer means lost coins and licences.</source>
   <translation>尚未核对。没有助记词，丢了电脑就丢了币和许可。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/rating_words.py" />
   <source>Not counted: bought by an account that the seller is linked with</source>
   <translation>不计入：由与卖家关联的账户购买</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/rating_words.py" />
   <source>Not counted: by the seller's own account</source>
   <translation>不计入：出自卖家自己的账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/rating_words.py" />
   <source>Not counted: the licence was refunded</source>
   <translation>不计入：该许可已退款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/rating_words.py" />
   <source>Not counted: the same account has rated again later</source>
   <translation>不计入：同一账户之后又评过分</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Not defined for these items.</source>
   <translation>对这些样本没有定义。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Not delivered in time</source>
   <translation>未按时交付</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Not delivered in time: {model}</source>
   <translation>未按时交付：{model}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>Not enough for the fees</source>
   <translation>余额不足以支付手续费</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Not enough in this account</source>
   <translation>该账户余额不足</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/tokens.py" />
   <source>Not enough of the token in this account</source>
   <translation>该账户的通证不足</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>Not finished</source>
   <translation>未完成</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/shelf_strip.py" />
   <source>Not for me</source>
   <translation>不感兴趣</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>Not for sale at the moment</source>
   <translation>目前不出售</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>Not for this system</source>
   <translation>不适用于本系统</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Not fully simulated: what changes</source>
   <translation>未完整模拟：有何变化</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>Not fully simulated: your node says that it would succeed. What changes is what such a call is known to do.</source>
   <translation>未完整模拟：您的节点说它会成功。所列变化是这类调用已知的作用。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Not in a block yet</source>
   <translation>还没进入区块</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>Not in it: unsealing, which takes about as long as reading the file, and very small weights, which some processors compute slowly.</source>
   <translation>其中不含：解封（耗时与读取文件相近），以及极小的权重（某些处理器计算较慢）。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <source>Not in this back-up:</source>
   <translation>不在这份备份中：</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>Not installed</source>
   <translation>未安装</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>Not known</source>
   <translation>未知</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Not known for free models</source>
   <translation>免费模型无从得知</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>Not looked through yet</source>
   <translation>尚未查看</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Not measured here</source>
   <translation>这里没有测量</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Not offered. {reason}</source>
   <translation>不提供。{reason}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>Not read yet. Reading takes a while the first time; later only what changed is read.</source>
   <translation>尚未读取。首次读取需要一些时间；之后只读取有变动的部分。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>Not serving</source>
   <translation>未能提供</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <source>Not signed on this computer</source>
   <translation>不是在这台电脑上签名的</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>Not simulated: it carries a secret that no node may see early. What changes is what such a call is known to do.</source>
   <translation>未模拟：它带有任何节点都不能提前看到的秘密。所列变化是这类调用已知的作用。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>Not simulated: no node answered. What changes is what such a call is known to do.</source>
   <translation>未模拟：没有节点应答。所列变化是这类调用已知的作用。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>Not the same</source>
   <translation>不一致</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/fit_panel.py" />
   <source>Not tried</source>
   <translation>尚未试运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/token_card.py" />
   <source>Not up to date.</source>
   <translation>不是最新的。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting.py" />
   <location filename="../../desktop/ui/pages/income_card.py" />
   <location filename="../../desktop/ui/pages/wallet.py" />
   <location filename="../../desktop/ui/widgets/looking_strip.py" />
   <source>Not up to date: {reason}</source>
   <translation>不是最新：{reason}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/contacts.py" />
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <location filename="../../desktop/ui/pages/sign_elsewhere_dialog.py" />
   <source>Note</source>
   <translation>备注</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Note in the file</source>
   <translation>文件中的备注</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Nothing but the network fee leaves this account.</source>
   <translation>除网络手续费外，此账户没有任何支出。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Nothing can be taken before it could be read.</source>
   <translation>读取成功之前，什么也取不了。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/effect_bar.py" />
   <source>Nothing can undo it. If somebody may still take tokens from this account, take that right back under approvals, and move what is left to an account of yours that signed nothing for them.</source>
   <translation>这无法撤销。如果仍有人可以从此账户取走代币，请在“授权”中收回该权利，并把剩余资产转到您另一个从未为其签名的账户。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>Nothing changed</source>
   <translation>没有变化</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting.py" />
   <source>Nothing could be read yet, so the amounts are unknown.</source>
   <translation>尚未读取到任何数据，因此金额未知。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>Nothing counts as spent any more. Do this only if you know why the record was missing or old.</source>
   <translation>此前的支出不再计入。只有在您清楚记录为何缺失或过旧时才这样做。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>Nothing else is sent: no name of yours, no file paths, no data that you ran the model on.</source>
   <translation>除此之外什么都不会发送：没有您的名字、文件路径，也没有您交给模型处理的数据。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_empty.py" />
   <source>Nothing fits</source>
   <translation>没有符合的</translation>
  </message>
  <message>
   <location filename="../../desktop/commands/finding.py" />
   <source>Nothing fits. Did you mean “{words}”?</source>
   <translation>没有符合的结果。您要找的是“{words}”吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>Nothing has happened yet</source>
   <translation>还没有任何动态</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Nothing in the model's files answers: {keys}.</source>
   <translation>模型的文件中没有这些信息：{keys}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Nothing in this model can be made smaller this way.</source>
   <translation>此模型中没有可以这样缩小的部分。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/overlays.py" />
   <source>Nothing is being done right now.</source>
   <translation>现在没有正在进行的任务。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/downloads.py" />
   <source>Nothing is being downloaded</source>
   <translation>没有正在下载的内容</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Nothing is for sale yet. What you list will be shown here with its addresses.</source>
   <translation>还没有在售商品。上架后，会在这里显示它们的地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>Nothing is found</source>
   <translation>没有找到</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>Nothing is found. Try fewer words, or all devices.</source>
   <translation>没有找到。请减少关键词，或选择所有设备。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>Nothing is here to check yet. Models that you buy or list will be.</source>
   <translation>这里还没有可检查的内容。您购买或上架的模型会出现在这里。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_keeping.py" />
   <source>Nothing is kept: runs on own text and tables cannot be repeated from here.</source>
   <translation>未保留任何内容：以自己的文本和表格进行的运行无法在此重做。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/findings.py" />
   <source>Nothing is left of the labels that are switched on.</source>
   <translation>已开启的标签下没有剩余结果。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Nothing is listed yet. Choose a model above.</source>
   <translation>还没有上架任何模型。请在上方选择模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>Nothing is lost: it goes on by itself once the wallet is open.</source>
   <translation>什么都没有丢失：钱包解锁后会自动继续。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>Nothing is paid and nothing is written to the chain.</source>
   <translation>无需付款，也不会写入链上。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>Nothing is sent until all of it can be paid.</source>
   <translation>在足以支付全部费用之前，不会发送任何内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Nothing is signed again by itself. If you still want it, begin anew.</source>
   <translation>不会自动重新签名。如果仍然需要，请重新开始。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/storage_card.py" />
   <source>Nothing is stored yet. {free} are free on this disk.</source>
   <translation>还没有存储任何内容。磁盘剩余 {free}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>Nothing is to be done here.</source>
   <translation>无需任何操作。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting.py" />
   <source>Nothing is waiting</source>
   <translation>没有待取款项</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/watching.py" />
   <source>Nothing is watched yet</source>
   <translation>还没有关注任何内容</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>Nothing limits what leaves of {token}, a token or collection. Set a limit for it in the settings to be asked less often.</source>
   <translation>{token}（代币或藏品合约）没有设限额。在设置中为它设定限额，就不必每次都询问。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <source>Nothing more is known of it here.</source>
   <translation>这里没有更多信息。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>Nothing moved</source>
   <translation>没有任何转移</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Nothing of it can be taken now.</source>
   <translation>其中没有现在能取的。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Nothing of it was used and nothing was paid. Choose another model, or tell the seller.</source>
   <translation>没有使用其中任何内容，也没有付款。请选择别的模型，或告知卖家。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>Nothing of item {subject} of {contract} is left to you.</source>
   <translation>{contract} 的第 {subject} 号藏品您一份也不剩。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Nothing stands out</source>
   <translation>未见异常</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/findings.py" />
   <source>Nothing that sure. Move the slider to the left.</source>
   <translation>没有达到这个置信度的结果。请把滑块向左移。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/storage_card.py" />
   <source>Nothing to free</source>
   <translation>没有可清除的</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Nothing was changed.</source>
   <translation>没有任何改动。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Nothing was changed. Write an amount, or leave the field empty for no limit.</source>
   <translation>没有任何改动。请填写金额；留空表示不设限额。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/findings.py" />
   <location filename="../../desktop/ui/widgets/passages.py" />
   <source>Nothing was found.</source>
   <translation>没有发现任何内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>Nothing was installed. Try another source.</source>
   <translation>未安装任何内容。请换一个来源。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/content.py" />
   <source>Nothing was listed and nothing was paid. Look at the places and try again.</source>
   <translation>没有上架，也没有支付任何费用。请检查这些位置后重试。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/errors.py" />
   <source>Nothing was lost. Try again.</source>
   <translation>没有任何损失。请再试。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <location filename="../../desktop/text/cases/transfers.py" />
   <source>Nothing was paid for it now. What was already loaded is kept. Try again later.</source>
   <translation>现在没有为它付款。已下载的部分会保留。请稍后再试。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>Nothing was paid for this model.</source>
   <translation>这个模型没有付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Nothing was paid. Look at the order's state: it may have changed meanwhile.</source>
   <translation>没有付款。请查看订单状态：它可能已经变了。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>Nothing was run yet</source>
   <translation>尚未运行过</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>Nothing was sent to it yet.</source>
   <translation>尚未向它发送任何内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/effects.py" />
   <source>Nothing was signed</source>
   <translation>没有签名</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Nothing was signed yet</source>
   <translation>还没有签署过任何内容</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Nothing was signed. Check it where it was made.</source>
   <translation>没有签署任何内容。请在生成它的地方检查。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Nothing was signed. If you did not start this yourself, lock the wallet.</source>
   <translation>没有签署任何内容。如果不是您本人发起的，请锁定钱包。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/consent_watch.py" />
   <source>Nothing was signed. Look at the capital letters and try again.</source>
   <translation>没有签名。请注意大小写后重试。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Nothing was signed. Try again, and enter the password if this is what you want.</source>
   <translation>没有签名。如果确实是您要做的，请重试并输入密码。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Nothing was signed. Try again, or choose another node in Settings.</source>
   <translation>没有签署任何内容。请再试，或在“设置”中换一个节点。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>Nothing with number {next} was sent from this computer. Until a transaction with that number is in a block, this one waits.</source>
   <translation>这台电脑没有发送过编号 {next} 的交易。在那个编号的交易进区块之前，这一笔会一直等候。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Nothing: they are probabilities already</source>
   <translation>无需处理：已经是概率</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>Now</source>
   <translation>当前</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_row.py" />
   <source>Now in reach: {amount}. Since block {block}.</source>
   <translation>目前可被取走：{amount}。自区块 {block} 起。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_dialog.py" />
   <source>Now: {words}</source>
   <translation>目前：{words}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>Number (nonce)</source>
   <translation>编号（nonce）</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Number of the padding token</source>
   <translation>填充词元的编号</translation>
  </message>
  <message>
   <location filename="../../desktop/commands/packing.py" />
   <source>Number or value</source>
   <translation>序号或取值</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>Number {nonce} of this account belongs to a transaction that was not sent from here: from another computer with the same keys, perhaps. This one can never happen.</source>
   <translation>这个账户的编号 {nonce} 已属于一笔不是从这里发送的交易，也许来自另一台有相同密钥的电脑。这一笔永远不会生效。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_row.py" />
   <source>Number {number} of this collection</source>
   <translation>此系列的第 {number} 号</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <source>Numbered as in</source>
   <translation>编号方式</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_form.py" />
   <source>Numbers</source>
   <translation>数值</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/histograms.py" />
   <source>Numbers of the embedding</source>
   <translation>嵌入向量的数值</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>ONNX models (*.onnx)</source>
   <translation>ONNX 模型 (*.onnx)</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Object detection</source>
   <translation>目标检测</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Of block</source>
   <translation>截至区块</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare.py" />
   <source>Of two models for the same task you see here which is better on your own data, faster, smaller and cheaper.</source>
   <translation>有了同一任务的两个模型，就能在这里看出哪个在您的数据上更好、更快、更小、更便宜。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>Off</source>
   <translation>已关闭</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>Off by</source>
   <translation>偏差</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Offer {gives} by a signed order, which anybody may take</source>
   <translation>用签名订单出让 {gives}，任何人都可以成交</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>On its way</source>
   <translation>正在途中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>On paper, in this order.</source>
   <translation>写在纸上，顺序不变。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>On paper, in this order. Whoever has them has your wallet; without them a lost computer is a lost wallet.</source>
   <translation>按此顺序写在纸上。谁拥有这些单词，谁就拥有您的钱包；没有它们，电脑丢了钱包也就丢了。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/marks.py" />
   <source>On the chain</source>
   <translation>链上状态</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>On the dashed line it said what is true.</source>
   <translation>在虚线上表示说得正确。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>On the dashed line the model is as often right as it is sure. Below it, it is too sure of itself.</source>
   <translation>在虚线上，模型答对的比例与它的把握一致。在虚线下方，它过于自信。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/fit_panel.py" />
   <source>On this computer</source>
   <translation>在本机上</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>On this computer, with coins that have no value.</source>
   <translation>在这台电脑上，其中的币没有价值。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_keeping.py" />
   <source>One file, {size}, in Licet's data folder, readable by you alone.</source>
   <translation>Licet 数据文件夹中有 1 个文件，{size}，仅您可读。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>One file, {size}, is fetched and unpacked into Licet's data folder. Nothing else on this computer is changed.</source>
   <translation>将获取 1 个文件（{size}）并解压到 Licet 的数据文件夹，不改动本机的其他内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>One input goes in, and the output does not have exactly one row for it.</source>
   <translation>输入一条，输出却不是恰好一行。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>One kilobyte of the sealed file, and the model's key, which is public from then on. The contract decrypts the kilobyte itself and compares.</source>
   <translation>加密文件中的 1 KB，以及模型密钥（从此公开）。合约自行解密这 1 KB 并比较。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>One node is not enough for this</source>
   <translation>只有一个节点不够</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>One of its {all} operators is computed by the processor all the same.</source>
   <translation>其 {all} 个算子中有 1 个仍由处理器计算。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>One of {count} test vectors that the seller packed with the model came out differently here, by more than the seller's own tolerance.</source>
   <translation>卖家随模型打包的 {count} 个测试向量中，有 1 个在本机的结果不同，超出了卖家自己设定的容差。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>One on each line, in the model's own order.</source>
   <translation>每行一个，按模型自身的顺序。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>One on each line, in the order of training.</source>
   <translation>每行一个，按训练时的顺序。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>One or two sentences: what it is for, on what it was trained.</source>
   <translation>一两句话：用来做什么，用什么数据训练。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialogs.py" />
   <source>One payee has more than all together</source>
   <translation>单个收款人的限额高于总限额</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>One probability for two classes</source>
   <translation>两个类别用一个概率表示</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>One row is not what the chain says.</source>
   <translation>有一行与链上不符。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>One run</source>
   <translation>单次运行</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>One score for two classes</source>
   <translation>两个类别只有一个得分</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>One to eight different accounts, none with nothing, and 100 % together.</source>
   <translation>一到八个互不相同的账户，每个份额都不为零，合计 100 %。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>One transaction. A signature in it lets the contract take exactly {price}, for half an hour; if the token ignores it, an approval for the same goes first.</source>
   <translation>一笔交易。其中的签名允许合约恰好收取 {price}，半小时内有效；若通证不理会它，会先发一笔同额的授权。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>One transaction: by an earlier approval the contract may take {price} already.</source>
   <translation>一笔交易：凭先前的授权，合约已可收取 {price}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>One word is not in the list</source>
   <translation>有一个单词不在词表中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/watching.py" />
   <source>Only below a price</source>
   <translation>仅在低于某价格时</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_downloads.py" />
   <source>Only for a market inside your company or home: any seller could else make this computer ask your other devices.</source>
   <translation>仅用于公司或家庭内部的市场：否则任何卖家都可能让这台电脑去访问您的其他设备。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_ratings.py" />
   <source>Only holders of a final licence rate, each licence once. A seller can still buy under another name.</source>
   <translation>只有持有最终许可的人才能评分，每份许可一次。但卖家仍可换个名字自己购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Only its seller can repair it. Choose another listing.</source>
   <translation>只有卖家能修复它。请选择别的商品。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <source>Only on this network: a contract, or a deposit address of an exchange</source>
   <translation>仅限此网络：合约，或交易所的充值地址</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Only one class occurs in the data.</source>
   <translation>数据中只有一个类别。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Only one of the two can happen. This one pays more, so it takes the place of the other if it is sent.</source>
   <translation>两笔之中只有一笔能够成交。这一笔出价更高，发送后会取代另一笔。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>Only the holder of a final licence can rate a model or report to its seller. Nothing was sent.</source>
   <translation>只有最终许可的持有人才能为模型评分或向卖家报告。什么都没有发送。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>Only the nodes that you tick are ever asked. Each learns your internet address and which accounts you look at, one account at a time. With three of different operators, one that lies is found out.</source>
   <translation>只会询问您勾选的节点。每个节点都会知道您的网络地址和您查看的账户，每次一个账户。选三个不同运营方的节点，就能发现其中说谎的一个。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>Only the seller can read it. That your account reported something, and when, is public for ever.</source>
   <translation>只有卖家能读到内容。但您的账户在何时报告过问题，会永久公开。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>Only the seller can still give the money back: until {time} the contract pays you {price}, and the seller's bond of {bond}, if the seller refunds the order. A friendly word may help. After that, only an ordinary payment is left. You can rate the model and report the error once the licence is final.</source>
   <translation>只有卖家还能退款：若卖家在 {time} 之前退还此订单，合约会向您支付 {price} 以及卖家的保证金 {bond}。友好地沟通也许有用。此后只能由卖家另行转账。许可变为最终状态后，您可以评价该模型并报告错误。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>Only this listing</source>
   <translation>仅此商品</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>Only warn</source>
   <translation>仅提醒</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_card.py" />
   <source>Only warns</source>
   <translation>仅提醒</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_items.py" />
   <source>Only where they disagree</source>
   <translation>只看意见不一的</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_lists.py" />
   <location filename="../../desktop/ui/pages/watching.py" />
   <source>Open</source>
   <translation>打开</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/inputs.py" />
   <source>Open a CSV file</source>
   <translation>打开 CSV 文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/inputs.py" />
   <source>Open a file</source>
   <translation>打开文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>Open a link</source>
   <translation>打开链接</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/link_dialogs.py" />
   <source>Open a network's link</source>
   <translation>打开网络链接</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>Open a transaction file</source>
   <translation>打开交易文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/watching.py" />
   <source>Open in the market</source>
   <translation>在市场中打开</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Open it in the program that made it and export a version 3 keystore there.</source>
   <translation>请在生成它的程序中打开，并导出第 3 版密钥库。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/alarm_bar.py" />
   <source>Open my sales</source>
   <translation>打开我的销售</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_passage.py" />
   <source>Open the file</source>
   <translation>打开文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings.py" />
   <source>Open the folder</source>
   <translation>打开文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/downloads.py" />
   <source>Open the market</source>
   <translation>打开市场</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Open the model. If its content is wrong, complain about the content instead.</source>
   <translation>请打开模型。如果内容有误，请改为投诉内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/alarm_bar.py" />
   <source>Open the order</source>
   <translation>打开订单</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Open the order again: it says what can be done, and until when.</source>
   <translation>请重新打开订单：它会说明可以做什么，以及期限。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <location filename="../../desktop/text/cases/market.py" />
   <source>Open the order: it says how far it is.</source>
   <translation>请打开订单：它会说明进展。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/status_bar.py" />
   <source>Opening</source>
   <translation>正在打开</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/shell.py" />
   <source>Opening Licet</source>
   <translation>正在打开 Licet</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch.py" />
   <location filename="../../desktop/ui/pages/run.py" />
   <location filename="../../desktop/ui/pages/search.py" />
   <source>Opening a model</source>
   <translation>正在打开模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Opening it without Licet</source>
   <translation>不用 Licet 打开</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Opening it would take {needed_bytes} of memory and {rounds} rounds. No honest wallet needs that; it was not opened.</source>
   <translation>打开它需要 {needed_bytes} 内存和 {rounds} 轮运算。正常的钱包不需要这么多；没有打开它。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence.py" />
   <source>Opening the licence</source>
   <translation>正在打开许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing.py" />
   <source>Opening the listing</source>
   <translation>正在打开商品</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market.py" />
   <source>Opening the market</source>
   <translation>正在打开市场</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order.py" />
   <source>Opening the order</source>
   <translation>正在打开订单</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Opening the wallet takes {needed_bytes} of memory for a moment, and this machine did not give it.</source>
   <translation>打开钱包需要临时占用 {needed_bytes} 内存，而这台电脑没有给出。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Operator</source>
   <translation>操作员</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Operator named</source>
   <translation>已指定操作员</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Operator {address} delivers for you. Send it a few coins for its network fees, and start it with:</source>
   <translation>操作员 {address} 将替您交付。请转给它少量币以支付网络手续费，然后这样启动：</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>Operators</source>
   <translation>算子</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <source>Order</source>
   <translation>订单</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>Order and receipt</source>
   <translation>订单与收据</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order.py" />
   <source>Order number</source>
   <translation>订单号</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Order of the colours</source>
   <translation>颜色顺序</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <source>Order of {name}</source>
   <translation>{name} 的订单</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Orders</source>
   <translation>订单</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>Other</source>
   <translation>其他</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>Other networks</source>
   <translation>其他网络</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <source>Other side</source>
   <translation>对方</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payment_form.py" />
   <source>Other token…</source>
   <translation>其他代币…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Other wallets open the file by its password. A weak password can be guessed by whoever gets the file.</source>
   <translation>其他钱包可凭密码打开此文件。若密码太弱，拿到文件的人就能猜出来。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>Our contracts get the same address everywhere through it (0x4e59…956c). Ask whoever runs the network to add it.</source>
   <translation>我们的合约通过它（0x4e59…956c）在各处获得相同的地址。请让该网络的运营方添加它。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Our contracts get the same address everywhere through it. Nothing was sent.</source>
   <translation>我们的合约通过它在各处获得相同的地址。没有发送任何内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>Output</source>
   <translation>输出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Output with the boxes</source>
   <translation>框所在的输出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Output with the depth</source>
   <translation>深度所在的输出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Output with the embedding</source>
   <translation>嵌入向量所在的输出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Output with the first token</source>
   <translation>起始词元所在的输出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Output with the last token</source>
   <translation>结束词元所在的输出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Output with the picture</source>
   <translation>图片所在的输出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Output with the points</source>
   <translation>关键点所在的输出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Output with the score</source>
   <translation>得分所在的输出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Output with the scores</source>
   <translation>得分所在的输出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Output with the value</source>
   <translation>数值所在的输出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Overlap at which two boxes are one</source>
   <translation>重叠多少视为同一个框</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge.py" />
   <location filename="../../desktop/ui/widgets/run_tabs.py" />
   <source>Own data</source>
   <translation>自有数据</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_cards.py" />
   <location filename="../../desktop/ui/phrases.py" />
   <source>Owned</source>
   <translation>已拥有</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Owner</source>
   <translation>所有者</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>Packages cannot be fetched from there</source>
   <translation>无法从该处获取软件包</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Packages take numbers; this model takes or gives texts, sequences or maps.</source>
   <translation>模型包只处理数值；此模型的输入或输出是文本、序列或映射。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Packing and verifying</source>
   <translation>正在打包并验证</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/rail.py" />
   <source>Pages</source>
   <translation>页面</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/wallet_head.py" />
   <source>Pages of the wallet</source>
   <translation>钱包的各页</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Paid</source>
   <translation>已付款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Paid by an account that got income or bond of the seller, or that may deliver for it: from {least} sale on.</source>
   <translation>由收到过卖家收入或保证金、或可代其交付的账户付款：从 {least} 笔起计。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Paid by the seller's account or by one that the terms pay: from {least} sale on.</source>
   <translation>由卖家账户或条款中的收款账户付款：从 {least} 笔起计。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Paid into a contract</source>
   <translation>款项存入合约</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Paid into a split</source>
   <translation>已转入分账合约</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>Paid into escrow; waiting for the seller's key</source>
   <translation>已存入托管；等待卖家的密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Paid out</source>
   <translation>已结清</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Paid out by staking</source>
   <translation>质押支付</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>Paid to</source>
   <translation>收款方</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_view.py" />
   <source>Paid to a contract that Licet does not know</source>
   <translation>款项付给一个 Licet 不认识的合约</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_view.py" />
   <source>Paid to a split of {n} account</source>
   <translation>款项付给 {n} 个账户的分账合约</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_view.py" />
   <source>Paid to a split of {n} accounts</source>
   <translation>款项由 {n} 个账户分账</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_view.py" />
   <source>Paid to another account that the seller named</source>
   <translation>款项付给卖家指定的另一个账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Paid: {model}</source>
   <translation>已付款：{model}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Parameters</source>
   <translation>参数量</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>Part of Licet, nothing to install.</source>
   <translation>Licet 自带，无需安装。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>Pass on this licence</source>
   <translation>转让此许可</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Pass token number {units} of {token} on to {to}</source>
   <translation>把 {token} 的 {units} 号代币转给 {to}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_passage.py" />
   <source>Passage</source>
   <translation>段落</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>Passed on</source>
   <translation>已转让</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence.py" />
   <source>Passed on by</source>
   <translation>转让人</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>Passed on to {address}. The model does not run here any more.</source>
   <translation>已转让给 {address}。模型不再在此运行。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>Passing on</source>
   <translation>转让</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>Passing on a licence</source>
   <translation>正在转让许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/dialogs.py" />
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Password</source>
   <translation>密码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/key_dialogs.py" />
   <source>Password of the file</source>
   <translation>文件的密码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Password of the wallet</source>
   <translation>钱包密码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/inputs.py" />
   <source>Paste numbers, oldest first</source>
   <translation>粘贴数字，最早的在前</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/link_dialogs.py" />
   <source>Paste the link. You see what it proposes first; nobody is asked before you choose.</source>
   <translation>请粘贴链接。您会先看到它的内容；在您选择之前不会询问任何节点。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <source>Path</source>
   <translation>路径</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_card.py" />
   <location filename="../../desktop/ui/pages/check_card.py" />
   <location filename="../../desktop/ui/pages/download_card.py" />
   <source>Pause</source>
   <translation>暂停</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>Pause it or end it first.</source>
   <translation>请先暂停或结束它。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <location filename="../../desktop/ui/download_words.py" />
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>Paused</source>
   <translation>已暂停</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/steps.py" />
   <source>Pay</source>
   <translation>付款</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>Pay nobody by this name now. Look at your nodes in Settings, and ask the owner for the address.</source>
   <translation>现在不要按此名称付款。请在设置中检查节点，并向所有者索取地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Pay the other accounts of the splits out as well</source>
   <translation>同时为分账的其他账户付款</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Pay {value_wei} to {to}</source>
   <translation>向 {to} 支付 {value_wei}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Paying</source>
   <translation>付款中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>Payment</source>
   <translation>付款</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Payment in tokens allowed</source>
   <translation>已授权通证付款</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Payment released</source>
   <translation>货款已放行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>Payment released, licence final</source>
   <translation>货款已放行，许可最终生效</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>Payments and orders will be listed here.</source>
   <translation>付款和订单会列在这里。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Payments, purchases, deliveries and signed messages will be listed here, each with its sentence.</source>
   <translation>付款、购买、交付和签署的消息都会列在这里，每条附一句说明。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/shelf_strip.py" />
   <source>People who bought this also bought</source>
   <translation>购买者还买了</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>Periods</source>
   <translation>期数</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_form.py" />
   <location filename="../../desktop/ui/record_words.py" />
   <location filename="../../desktop/ui/widgets/result_tools.py" />
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>Picture</source>
   <translation>图片</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/exports.py" />
   <source>Picture as shown (PNG)</source>
   <translation>所见图片（PNG）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/file_inputs.py" />
   <source>Picture to run on</source>
   <translation>要运行的图片</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/findings.py" />
   <source>Picture with what was found</source>
   <translation>标出所发现内容的图片</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Picture “{name}”</source>
   <translation>图片“{name}”</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/exports.py" />
   <source>Picture, {width} × {height} (PNG)</source>
   <translation>图片，{width} × {height}（PNG）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/file_inputs.py" />
   <location filename="../../desktop/ui/widgets/payee_field.py" />
   <source>Pictures</source>
   <translation>图片</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Pictures of any size</source>
   <translation>图片尺寸任意</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Pixels</source>
   <translation>像素</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Pixels right</source>
   <translation>像素正确率</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Plain numbers</source>
   <translation>纯数值</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/shelf_strip.py" />
   <source>Popular now</source>
   <translation>当前热门</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Popular: bought by {n} account</source>
   <translation>热门：{n} 个账户购买</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Popular: bought by {n} accounts</source>
   <translation>热门：{n} 个账户购买</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/popularity_card.py" />
   <source>Popularity</source>
   <translation>热度</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>Port</source>
   <translation>端口</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>Possible until</source>
   <translation>截止时间</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Precision</source>
   <translation>精确率</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Precision, mean of the classes</source>
   <translation>精确率（各类别平均）</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Precision, weighted by class size</source>
   <translation>精确率（按类别大小加权）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Prepare</source>
   <translation>准备</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Prepare a folder</source>
   <translation>准备文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Prepare a seller's folder</source>
   <translation>准备卖家文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Prepared folder</source>
   <translation>已备好的文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Preparing a seller's folder</source>
   <translation>正在准备卖家文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/key_dialogs.py" />
   <source>Present password</source>
   <translation>当前密码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run.py" />
   <source>Press Run: the sample of the package is filled in already.</source>
   <translation>请按“运行”：已填好软件包自带的样例。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>Preview</source>
   <translation>预览</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <location filename="../../desktop/ui/pages/market_filters.py" />
   <location filename="../../desktop/ui/pages/order.py" />
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Price</source>
   <translation>价格</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Price and bond together are worth less than the fee of a complaint: the contract protects you little here.</source>
   <translation>货款加保证金还不及一次投诉的手续费：合约在这里几乎保护不了您。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Price below 0.00001 coin: from {least} sales and {share} % on.</source>
   <translation>价格低于 0.00001 币：从 {least} 笔且占 {share} % 起计。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/token_field.py" />
   <source>Price in a token</source>
   <translation>以通证标价</translation>
  </message>
  <message>
   <location filename="../../desktop/commands/finding.py" />
   <location filename="../../desktop/ui/phrases.py" />
   <source>Priced in a token</source>
   <translation>以代币计价</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_taste.py" />
   <source>Privacy</source>
   <translation>隐私</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <source>Private key</source>
   <translation>私钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Private key of {name}</source>
   <translation>“{name}”的私钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>Processor (CPU)</source>
   <translation>处理器（CPU）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Progress</source>
   <translation>进度</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>Progress of the check</source>
   <translation>检查进度</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/storage_card.py" />
   <source>Progress of the clean-up</source>
   <translation>清理进度</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/steps.py" />
   <source>Progress of the purchase</source>
   <translation>购买进度</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>Progress of this step</source>
   <translation>此步骤的进度</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/download_card.py" />
   <source>Progress of “{name}”</source>
   <translation>“{name}”的进度</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Provisional</source>
   <translation>待确认</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Public part</source>
   <translation>公开部分</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>Public part only</source>
   <translation>仅公开部分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Publish a new version of {name}</source>
   <translation>发布 {name} 的新版本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Publish again</source>
   <translation>重新发布</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>Publish answer</source>
   <translation>发布回复</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>Publish rating</source>
   <translation>发布评分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Publish the version</source>
   <translation>发布此版本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <source>Publish to a folder</source>
   <translation>发布到文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <source>Publish to your IPFS node</source>
   <translation>发布到您的 IPFS 节点</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <source>Publish to {place} no more</source>
   <translation>不再发布到 {place}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Publish “{name}” again?</source>
   <translation>重新发布“{name}”？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Publishing “{name}” again</source>
   <translation>正在重新发布“{name}”</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/alarm_bar.py" />
   <source>Put away until it presses more</source>
   <translation>先收起，更紧急时再提醒</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <source>Put back into the list</source>
   <translation>放回列表</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Put coins into the account, or choose another account in Wallet. Nothing was sent.</source>
   <translation>请向账户存入代币，或在“钱包”中选择其他账户。没有发送任何东西。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run.py" />
   <source>Put something in first.</source>
   <translation>请先填入内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>Put the tokenizer.json of Hugging Face's tokenizers library into the model's folder.</source>
   <translation>请把 Hugging Face tokenizers 库的 tokenizer.json 放进模型所在的文件夹。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/tokens.py" />
   <source>Put tokens into the account, then try again. Nothing was paid.</source>
   <translation>请向该账户转入通证后再试。没有付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>Puts the market's contracts on this network. They have the same addresses everywhere, belong to nobody, and cannot be changed afterwards. Whoever deploys them pays the fee and gets no rights by it.</source>
   <translation>把市场的合约放到这个网络上。它们在各处的地址都相同，不属于任何人，部署后不可更改。部署者支付手续费，但不会因此获得任何权利。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/payee_field.py" />
   <source>QR code in a picture file…</source>
   <translation>图片文件中的二维码…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/money.py" />
   <source>QR code of the address</source>
   <translation>地址的二维码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/link_dialogs.py" />
   <source>QR code of the link</source>
   <translation>链接的二维码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/payee_field.py" />
   <source>QR code on the clipboard</source>
   <translation>剪贴板上的二维码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/payee_field.py" />
   <source>QR code on the screen</source>
   <translation>屏幕上的二维码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>Quality</source>
   <translation>质量</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/plots.py" />
   <source>Quality against cost</source>
   <translation>质量与代价</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_results.py" />
   <source>Quality and cost</source>
   <translation>质量与代价</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Quantile loss</source>
   <translation>分位数损失</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Question answering</source>
   <translation>问答</translation>
  </message>
  <message>
   <location filename="../../desktop/text/words.py" />
   <source>RECEIPT

{name}, version {version}
Licence: {license}
State: {state}
Bought: {time}
Price: {price}

Chain: {chain_id}
Market: {market}
Listing: {listing}
Order: {order}
Version identity: {identity}
Seller: {seller}
Holder: {holder}

---

{license_text}</source>
   <translation>收据

{name}，版本 {version}
许可证：{license}
状态：{state}
购买时间：{time}
价格：{price}

链：{chain_id}
市场：{market}
商品：{listing}
订单：{order}
版本标识：{identity}
卖家：{seller}
持有人：{holder}

---

{license_text}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/plots.py" />
   <source>ROC curve</source>
   <translation>ROC 曲线</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <source>RPC address of the node</source>
   <translation>节点的 RPC 地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>Range of {n} %</source>
   <translation>{n} % 区间</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Rate a model</source>
   <translation>评价模型</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>Rate the model instead: everybody can read that.</source>
   <translation>请改为给模型评分：那是人人都能看到的。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge.py" />
   <location filename="../../desktop/ui/pages/order_review.py" />
   <source>Rate this model</source>
   <translation>为这个模型评分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>Rate “{name}”</source>
   <translation>为“{name}”评分</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Rated</source>
   <translation>已评分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Rated by own or linked accounts: from {least} rating and {share} % on.</source>
   <translation>由卖家自己或关联账户评分：从 {least} 条且占 {share} % 起计。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_filters.py" />
   <source>Rating</source>
   <translation>评分</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Rating answered</source>
   <translation>已回复评分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <location filename="../../desktop/ui/pages/listing_ratings.py" />
   <source>Ratings</source>
   <translation>评分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/stars.py" />
   <source>Ratings by stars</source>
   <translation>各星级的评分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_reviews.py" />
   <source>Ratings of your models</source>
   <translation>您的模型收到的评分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>Ratings, answers and reports</source>
   <translation>评分、回复和报告</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/payee_field.py" />
   <source>Read a QR code</source>
   <translation>读取二维码</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Read back from the disk, the sealed files would lose a complaint. Nothing was listed.</source>
   <translation>从磁盘读回的封装文件会在投诉中败诉。没有上架任何东西。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Read beside it: {files}.</source>
   <translation>同时读取了：{files}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>Read from</source>
   <translation>读取自</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>Read from block {oldest} to {block}</source>
   <translation>已读取区块 {oldest} 至 {block}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>Read it</source>
   <translation>阅读</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/search.py" />
   <source>Read the folder first. Texts are .txt, .md, .csv and .html files of up to 8 MB.</source>
   <translation>请先读取文件夹。支持不超过 8 MB 的 .txt、.md、.csv 和 .html 文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>Read this folder</source>
   <translation>读取此文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>Reading</source>
   <translation>正在读取</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>Reading a folder</source>
   <translation>正在读取文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Reading a model</source>
   <translation>正在读取模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Reading it back</source>
   <translation>正在回读核对</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Reading the journal</source>
   <translation>正在读取日志</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/market_words.py" />
   <source>Reading the market from the chain</source>
   <translation>正在从链上读取市场</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Reading the model in the sandbox</source>
   <translation>正在沙箱中读取模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>Reading the records</source>
   <translation>正在读取记录</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Reading the snapshot</source>
   <translation>正在读取快照</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge.py" />
   <source>Reading what was found before</source>
   <translation>正在读取以前的结果</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Reading your answers</source>
   <translation>正在读取您的回答</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Reading your files</source>
   <translation>正在读取您的文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>Reading {name}</source>
   <translation>正在读取 {name}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>Reading {name}, about {time} left</source>
   <translation>正在读取 {name}，大约还需 {time}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/listings.py" />
   <location filename="../../desktop/ui/widgets/filter_button.py" />
   <location filename="../../desktop/ui/widgets/paged_list.py" />
   <source>Reading…</source>
   <translation>正在读取…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/looking_strip.py" />
   <source>Reading… down to block {block}</source>
   <translation>正在读取…已到区块 {block}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>Ready to ask</source>
   <translation>可以索取</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Ready to pay</source>
   <translation>准备付款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>Really better</source>
   <translation>确实更好</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>Reason</source>
   <translation>理由</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Recall</source>
   <translation>召回率</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Recall, mean of the classes</source>
   <translation>召回率（各类别平均）</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Recall, weighted by class size</source>
   <translation>召回率（按类别大小加权）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order.py" />
   <source>Receipt and licence</source>
   <translation>收据与许可证</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/receive_dialog.py" />
   <location filename="../../desktop/ui/pages/wallet.py" />
   <location filename="../../desktop/ui/widgets/steps.py" />
   <source>Receive</source>
   <translation>接收</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Receive it again from the order: what the chain holds makes it new.</source>
   <translation>请从订单重新接收：链上的内容可以重新生成它。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Received</source>
   <translation>已收到</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>Received and checked: ready to run</source>
   <translation>已收到并检查：可以运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence.py" />
   <source>Received on</source>
   <translation>收到时间</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_cards.py" />
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>Received, key missing</source>
   <translation>已收到，缺少密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Recipient</source>
   <translation>收款人</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>Reckoned by this computer's clock, because the network does not answer.</source>
   <translation>网络没有响应，时间按这台电脑的时钟推算。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_taste.py" />
   <source>Recommend models to me</source>
   <translation>为我推荐模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/shelf_strip.py" />
   <source>Recommended for you</source>
   <translation>为您推荐</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <location filename="../../desktop/ui/widgets/run_tabs.py" />
   <source>Records</source>
   <translation>记录</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Recovery words</source>
   <translation>助记词</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Recovery words, as Ledger Live</source>
   <translation>助记词（Ledger Live 编号）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Recovery words, as old Ledgers</source>
   <translation>助记词（旧 Ledger 编号）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Recovery words, own path</source>
   <translation>助记词（自定路径）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Reduced: this computer lacks some of the walls</source>
   <translation>受限：这台电脑缺少部分隔离措施</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <location filename="../../desktop/ui/order_words.py" />
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>Refund</source>
   <translation>退款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <location filename="../../desktop/ui/phrases.py" />
   <source>Refund on its way</source>
   <translation>退款途中</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Refund the order, or let the buyer do it.</source>
   <translation>请为订单退款，或让买家自己退款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>Refund: {model}</source>
   <translation>退款：{model}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>Refundable from {time} if no key comes</source>
   <translation>若未收到密钥，{time} 起可退款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>Refundable now</source>
   <translation>现在可退款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>Refundable now, until {time}</source>
   <translation>现在可退款，截止 {time}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>Refundable until {time} if a fault is proven</source>
   <translation>{time} 前证明有误即可退款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <location filename="../../desktop/ui/phrases.py" />
   <source>Refunded</source>
   <translation>已退款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order.py" />
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>Release payment</source>
   <translation>放行货款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>Release payment anyway</source>
   <translation>仍然放款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order.py" />
   <source>Release the payment now?</source>
   <translation>现在放行货款吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>Release the payment on the order's page, or wait.</source>
   <translation>请在订单页面放款，或等待。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>Release the payment, or wait until the contract has paid the seller.</source>
   <translation>请放行货款，或等到合约向卖家付款之后。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <location filename="../../desktop/ui/pages/batch.py" />
   <location filename="../../desktop/ui/pages/batch_results.py" />
   <location filename="../../desktop/ui/pages/contacts.py" />
   <location filename="../../desktop/ui/pages/list_card.py" />
   <location filename="../../desktop/ui/pages/lists.py" />
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>Remove</source>
   <translation>移除</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Remove accounts that you no longer watch, or add fewer at once.</source>
   <translation>请移除不再观察的账户，或一次少添加一些。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_results.py" />
   <source>Remove the filter {name}</source>
   <translation>移除筛选条件“{name}”</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>Remove this account</source>
   <translation>移除此账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch.py" />
   <source>Remove this batch?</source>
   <translation>移除这个批次吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contacts.py" />
   <source>Remove this contact?</source>
   <translation>移除此联系人？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <source>Remove this list?</source>
   <translation>移除此列表？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>Remove {device}?</source>
   <translation>移除 {device}？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>Remove {name}?</source>
   <translation>移除 {name}？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <source>Remove “{name}”?</source>
   <translation>要移除“{name}”吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_card.py" />
   <source>Remove…</source>
   <translation>移除…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_card.py" />
   <source>Rename</source>
   <translation>重命名</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>Renew</source>
   <translation>续期</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Renew a licence of {seller} for {value_wei}</source>
   <translation>以 {value_wei} 续期 {seller} 的许可</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Renew a licence of {seller} in token {token}</source>
   <translation>以代币 {token} 续期 {seller} 的许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>Renew for {amount}</source>
   <translation>支付 {amount} 续期</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>Renew it on its order's page, as long as its seller allows that.</source>
   <translation>在卖家允许的期限内，可在订单页面续期。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>Renew the licence</source>
   <translation>续期许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>Renewable until</source>
   <translation>可续至</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>Renewing a licence</source>
   <translation>正在续期许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <source>Repair</source>
   <translation>修复</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <source>Repair {name}</source>
   <translation>修复 {name}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Repeat</source>
   <translation>重新运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>Repeating a run</source>
   <translation>正在重新运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Repeats</source>
   <translation>重做自</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order_review.py" />
   <source>Report an error</source>
   <translation>报告错误</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>Report an error in “{name}”</source>
   <translation>报告“{name}”的错误</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Resampling</source>
   <translation>重采样</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_restore.py" />
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Restore</source>
   <translation>恢复</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Restore a wallet</source>
   <translation>恢复钱包</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_restore.py" />
   <source>Restore from a back-up file</source>
   <translation>从备份文件恢复</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Restore the phrase in the wallet that made it, and import its accounts here as keystore files.</source>
   <translation>请在生成该助记词的钱包中恢复，再把账户以密钥库文件导入这里。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_restore.py" />
   <source>Restoring the wallet</source>
   <translation>正在恢复钱包</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/outcomes.py" />
   <location filename="../../desktop/ui/models/records.py" />
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <location filename="../../desktop/ui/pages/record_view.py" />
   <location filename="../../desktop/ui/pages/run.py" />
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>Result</source>
   <translation>结果</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_results.py" />
   <source>Results</source>
   <translation>结果</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/download_card.py" />
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>Resume</source>
   <translation>继续</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>Revenue splits</source>
   <translation>收入分成</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Root mean squared error</source>
   <translation>均方根误差</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confusion.py" />
   <source>Rows are true classes, columns what the model said. Arrow keys move, Enter shows the items.</source>
   <translation>行是真实类别，列是模型的回答。方向键移动，回车键显示样本。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>Royalty, in per cent</source>
   <translation>版税（百分比）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/alerts.py" />
   <source>Rule {rule}</source>
   <translation>规则 {rule}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <location filename="../../desktop/ui/pages/licence_cards.py" />
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <location filename="../../desktop/ui/pages/record_view.py" />
   <location filename="../../desktop/ui/pages/run.py" />
   <location filename="../../desktop/ui/widgets/run_tabs.py" />
   <source>Run</source>
   <translation>运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>Run it</source>
   <translation>去运行</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>Run it again: the new record can be exported.</source>
   <translation>请再运行一次，新的记录可以导出。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>Run it anew into another folder.</source>
   <translation>请在另一个文件夹中重新运行。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>Run it instead</source>
   <translation>改为运行该模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>Run models on</source>
   <translation>运行模型的设备</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>Run one of the model's own samples. If that fails too, tell the seller.</source>
   <translation>请运行模型自带的一个样例。如果仍然失败，请告知卖家。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>Run records</source>
   <translation>运行记录</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Run scripts/bench.py, which fetches it.</source>
   <translation>请运行 scripts/bench.py，它会自动获取。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch.py" />
   <source>Run the model over many files at once</source>
   <translation>让模型一次处理大量文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_place.py" />
   <source>Run this model on</source>
   <translation>此模型的运行设备</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <location filename="../../desktop/ui/pages/licence_cards.py" />
   <source>Run {name}</source>
   <translation>运行 {name}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <source>Running</source>
   <translation>运行中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run.py" />
   <source>Running a model</source>
   <translation>正在运行模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare.py" />
   <source>Running the models one after the other</source>
   <translation>正在逐个运行模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run.py" />
   <source>Running…</source>
   <translation>正在运行…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>Runs here</source>
   <translation>可在本机运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Runs here, walled in</source>
   <translation>在本机隔离运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/fit_panel.py" />
   <source>Runs here: {figures}</source>
   <translation>可在本机运行：{figures}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_place.py" />
   <source>Runs on</source>
   <translation>运行设备</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_place.py" />
   <source>Runs on {used}, not on {asked}</source>
   <translation>在 {used} 上运行，而非 {asked}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>R²</source>
   <translation>R²</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>Safe</source>
   <translation>安全</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <location filename="../../desktop/ui/widgets/plots.py" />
   <source>Said</source>
   <translation>回答</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/plots.py" />
   <source>Said against true</source>
   <translation>回答与真实值</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/plots.py" />
   <source>Said minus true</source>
   <translation>回答减真实值</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Sale settled</source>
   <translation>销售已结算</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Sale to settle</source>
   <translation>待结算的销售</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Sale to settle: {model}</source>
   <translation>待结算的销售：{model}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>Salt</source>
   <translation>盐值</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_form.py" />
   <location filename="../../desktop/ui/record_words.py" />
   <source>Sample</source>
   <translation>样例</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Samples of a sound</source>
   <translation>声音的采样点数</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Samples per second</source>
   <translation>每秒采样数</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare.py" />
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <location filename="../../desktop/ui/pages/judge.py" />
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <location filename="../../desktop/ui/pages/settings_downloads.py" />
   <location filename="../../desktop/ui/widgets/result_tools.py" />
   <source>Save</source>
   <translation>保存</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Save a back-up file</source>
   <translation>保存备份文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Save a snapshot</source>
   <translation>保存快照</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Save as a file</source>
   <translation>保存为文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/identity_dialogs.py" />
   <source>Save as a file…</source>
   <translation>保存为文件…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/receive_dialog.py" />
   <source>Save as a picture</source>
   <translation>保存为图片</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_results.py" />
   <source>Save as a table</source>
   <translation>存为表格</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Save back-up</source>
   <translation>保存备份</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Save back-up…</source>
   <translation>保存备份…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Save it, and carry it to a computer that has a network. Nothing was sent.</source>
   <translation>请保存，并带到联网的电脑上。什么都没有发送。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Save licence…</source>
   <translation>保存许可…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Save model…</source>
   <translation>保存模型…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <source>Save note</source>
   <translation>保存备注</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_results.py" />
   <source>Save pictures</source>
   <translation>保存图片</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/identity_dialogs.py" />
   <source>Save the age identity</source>
   <translation>保存 age 身份密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare.py" />
   <source>Save the comparison</source>
   <translation>保存比较结果</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sign_elsewhere_dialog.py" />
   <source>Save the file</source>
   <translation>保存文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge.py" />
   <source>Save the judgement</source>
   <translation>保存评判结果</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Save the keystore file</source>
   <translation>保存密钥库文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Save the licence</source>
   <translation>保存许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <source>Save the list</source>
   <translation>保存列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Save the model file</source>
   <translation>保存模型文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>Save the record</source>
   <translation>保存记录</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/result_tools.py" />
   <source>Save the result</source>
   <translation>保存结果</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_results.py" />
   <source>Save the results (CSV, JSON or JSON lines)</source>
   <translation>保存结果（CSV、JSON 或 JSON Lines）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Save the signed file</source>
   <translation>保存已签名的文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Save {name} as a keystore file?</source>
   <translation>要把“{name}”存为密钥库文件吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <location filename="../../desktop/ui/pages/records.py" />
   <source>Saved as {file}.</source>
   <translation>已保存为 {file}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_results.py" />
   <location filename="../../desktop/ui/widgets/result_tools.py" />
   <source>Saved as {name}.</source>
   <translation>已存为 {name}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Saved to {file}, for your eyes only.</source>
   <translation>已保存到 {file}，仅您可读。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/identity_dialogs.py" />
   <source>Saved to {file}, for your eyes only. Delete it when you need it no more.</source>
   <translation>已保存到 {file}，只有您能读取。不再需要时请删除。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_downloads.py" />
   <source>Saved.</source>
   <translation>已保存。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Saved. Does it open?</source>
   <translation>已保存。它能打开吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Saved: {file}</source>
   <translation>已保存：{file}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Save…</source>
   <translation>保存…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Saving a model file</source>
   <translation>正在保存模型文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/result_tools.py" />
   <source>Saving a picture</source>
   <translation>正在保存图片</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_results.py" />
   <source>Saving results</source>
   <translation>正在保存结果</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/result_tools.py" />
   <source>Saving…</source>
   <translation>正在保存…</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>Say in a few words what went wrong. Nothing was sent.</source>
   <translation>请简单说明出了什么问题。什么都没有发送。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Say who is paid</source>
   <translation>请说明由谁收款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>Says</source>
   <translation>内容</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/payee_field.py" />
   <source>Scan</source>
   <translation>扫描</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/outcomes.py" />
   <source>Score</source>
   <translation>得分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/histograms.py" />
   <source>Score of the best label</source>
   <translation>最佳标签的得分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>Score of the truth</source>
   <translation>真实类别的得分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/charts.py" />
   <location filename="../../desktop/ui/widgets/histograms.py" />
   <source>Scores</source>
   <translation>得分</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Sealed models cannot be opened on this system yet</source>
   <translation>此系统目前无法打开封装的模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Sealed part</source>
   <translation>封装部分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Sealing and listing</source>
   <translation>正在封装并上架</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>Search</source>
   <translation>搜索</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <location filename="../../desktop/ui/widgets/run_tabs.py" />
   <source>Search a folder</source>
   <translation>搜索文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contacts.py" />
   <source>Search contacts</source>
   <translation>搜索联系人</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_results.py" />
   <source>Search for “{words}” instead</source>
   <translation>改为搜索“{words}”</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_head.py" />
   <source>Search models, tasks, publishers</source>
   <translation>搜索模型、任务、发布者</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_head.py" />
   <source>Search the market</source>
   <translation>搜索市场</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>Search this folder</source>
   <translation>搜索此文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>Search. You are told of listings that fit: new ones, and those that come to.</source>
   <translation>搜索：有符合的新商品，或已有商品变得符合时，会通知您。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>Searching needs a model that gives embeddings of texts.</source>
   <translation>搜索需要能给出文本嵌入向量的模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market.py" />
   <source>Searching…</source>
   <translation>正在搜索…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_lists.py" />
   <source>Second list</source>
   <translation>第二份列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_security.py" />
   <source>Security</source>
   <translation>安全</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>See what an account holds, without keys and without a password. Keys can come later: what you watch stays.</source>
   <translation>无需私钥和密码，即可看到账户持有什么。以后再添私钥时，观察的账户会保留。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <location filename="../../desktop/ui/record_words.py" />
   <source>Seed</source>
   <translation>随机种子</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Seed from here</source>
   <translation>从这里做种</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>Seed from this computer</source>
   <translation>从这台电脑做种</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <source>Seen from the balance before and after: the amount is exact, and the chain does not say who paid.</source>
   <translation>根据前后余额得出：数额准确，但链上没有记载付款人。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Segmentation</source>
   <translation>分割</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <location filename="../../desktop/ui/pages/run.py" />
   <source>Self-test</source>
   <translation>自检</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Self-test failed</source>
   <translation>自检未通过</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/rating_words.py" />
   <source>Self-test on this computer</source>
   <translation>本机自检</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Self-tests: they run on the buyers' own computers and leave nothing on the chain. Proven complaints do.</source>
   <translation>自检：它在买家自己的电脑上进行，不会在链上留下记录；经证明的申诉则会。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <location filename="../../desktop/ui/pages/serving.py" />
   <location filename="../../desktop/ui/rail.py" />
   <source>Sell</source>
   <translation>出售</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Sell while Licet is closed</source>
   <translation>关闭 Licet 后继续出售</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/places.py" />
   <source>Sell: list a model</source>
   <translation>出售：上架模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence.py" />
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <location filename="../../desktop/ui/pages/order.py" />
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Seller</source>
   <translation>卖家</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <location filename="../../desktop/ui/watch_words.py" />
   <source>Seller {address}</source>
   <translation>卖家 {address}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>Seller. You are told of new listings, and of those that are closed.</source>
   <translation>卖家。有新商品上架或商品下架时通知您。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Selling needs your wallet</source>
   <translation>出售需要您的钱包</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contacts.py" />
   <location filename="../../desktop/ui/pages/send_dialog.py" />
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <location filename="../../desktop/ui/pages/wallet.py" />
   <source>Send</source>
   <translation>发送</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>Send along, if you tick it:</source>
   <translation>勾选后一并发送：</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Send an error report to a seller</source>
   <translation>向卖家发送错误报告</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Send credits to whom they belong</source>
   <translation>把待领款项发给所有者</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>Send it empty to show no answer any more.</source>
   <translation>发送空白内容即可不再显示回复。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>Send report</source>
   <translation>发送报告</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <source>Send the same again</source>
   <translation>原样再发送一次</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/send_dialog.py" />
   <source>Send {amount}</source>
   <translation>发送 {amount}</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Send {units} units of token {token} to {to}</source>
   <translation>向 {to} 发送 {units} 个单位的代币 {token}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/send_dialog.py" />
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Sending</source>
   <translation>正在发送</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>Sending…</source>
   <translation>正在发送…</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Sent</source>
   <translation>已发送</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Sent already, and waiting</source>
   <translation>已发送，正在等待</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Sent by another program</source>
   <translation>由其他程序发送</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>Sent {ago}, and no block has taken it although its fee would do. Speed it up, or take it back.</source>
   <translation>{ago}发送，手续费本来够用，却还没有区块收录它。请加速或撤回。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>Sent {ago}. One of the next blocks should take it.</source>
   <translation>{ago}发送。接下来的某个区块应会收录它。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Sent. Its line in the activity says what becomes of it.</source>
   <translation>已发送。动态里会显示它的进展。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_dialog.py" />
   <source>Sent; waiting for its block. You may close this: it goes on.</source>
   <translation>已发送，正在等待出块。您可以关闭此窗口，过程会继续。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_form.py" />
   <location filename="../../desktop/ui/record_words.py" />
   <source>Series</source>
   <translation>序列</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>Serve while Licet is open</source>
   <translation>Licet 打开时提供下载</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>Serves</source>
   <translation>可用</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>Serving</source>
   <translation>正在提供</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialogs.py" />
   <source>Set the limit</source>
   <translation>设定限额</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>Set up</source>
   <translation>设置</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>Set up {network}</source>
   <translation>设置 {network}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/record_words.py" />
   <source>Setting</source>
   <translation>设置</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <location filename="../../desktop/ui/pages/settings.py" />
   <location filename="../../desktop/ui/rail.py" />
   <source>Settings</source>
   <translation>设置</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/places.py" />
   <source>Settings: network, language, look</source>
   <translation>设置：网络、语言、外观</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Settle orders: their sellers are paid</source>
   <translation>结算订单：款项付给卖家</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>Settle sales</source>
   <translation>结算销售</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>Settle sales: {model}</source>
   <translation>结算销售：{model}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Several words in a row are easy to keep in mind and hard to guess.</source>
   <translation>几个连在一起的词，好记又难猜。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>Share as a link</source>
   <translation>用链接分享</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>Share of account {n} in percent</source>
   <translation>第 {n} 个账户的份额（百分比）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/plots.py" />
   <source>Share of right answers</source>
   <translation>答对的比例</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Share taken out</source>
   <translation>已取出份额</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/link_dialogs.py" />
   <source>Share {network}</source>
   <translation>分享 {network}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>Shares payments among several accounts</source>
   <translation>把收款分给多个账户</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>Shorten it. Letters other than plain English ones take two to four bytes each.</source>
   <translation>请缩短。除英文字母外，每个字符占两到四个字节，汉字通常占三个。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Shorter side before cutting</source>
   <translation>裁剪前的短边</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing.py" />
   <source>Should run here</source>
   <translation>应可在本机运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_card.py" />
   <location filename="../../desktop/ui/pages/token_card.py" />
   <source>Show</source>
   <translation>显示</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/token_card.py" />
   <source>Show a token</source>
   <translation>显示代币</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/result_tools.py" />
   <source>Show all of it</source>
   <translation>显示全图</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <source>Show hidden ones</source>
   <translation>显示已隐藏的账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <location filename="../../desktop/ui/pages/identity_dialogs.py" />
   <source>Show it</source>
   <translation>显示</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/token_card.py" />
   <source>Show it no longer</source>
   <translation>不再显示</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/paged_list.py" />
   <source>Show more</source>
   <translation>显示更多</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/label_toggles.py" />
   <source>Show or hide {label}</source>
   <translation>显示或隐藏“{label}”</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/shell.py" />
   <source>Show running jobs</source>
   <translation>显示进行中的任务</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/identity_dialogs.py" />
   <source>Show the age identity?</source>
   <translation>显示 age 身份密钥？</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>Show the code larger and whole, with the white space around it.</source>
   <translation>请把二维码完整放大，并保留四周空白。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Show the details</source>
   <translation>显示详情</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/alarm_bar.py" />
   <source>Show the most pressing one only</source>
   <translation>只显示最紧急的一项</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Show the private key of {name}?</source>
   <translation>要显示“{name}”的私钥吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Show the recovery words?</source>
   <translation>要显示助记词吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_items.py" />
   <source>Show the whole answers</source>
   <translation>显示完整回答</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>Show the words again</source>
   <translation>再看一次单词</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Show them</source>
   <translation>显示</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Show them…</source>
   <translation>显示…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_results.py" />
   <source>Show what is new</source>
   <translation>显示新内容</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>Show what is signed</source>
   <translation>查看要签名的内容</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_view.py" />
   <source>Show who</source>
   <translation>查看是谁</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <source>Show {n} hidden one</source>
   <translation>显示 {n} 个已隐藏的账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <source>Show {n} hidden ones</source>
   <translation>显示 {n} 个已隐藏的账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Show…</source>
   <translation>显示…</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Shrunk to fit, with a border</source>
   <translation>等比缩放，四周填充</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Shrunk to the shorter side, the middle cut out</source>
   <translation>按短边缩放，再从中间裁剪</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Sigmoid</source>
   <translation>Sigmoid</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/agreement_sheet.py" />
   <location filename="../../desktop/ui/consent_watch.py" />
   <location filename="../../desktop/ui/pages/message_dialog.py" />
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Sign</source>
   <translation>签名</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Sign a block list</source>
   <translation>签署屏蔽名单</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Sign a document of the kind “{kind}”</source>
   <translation>签署“{kind}”类文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/message_dialog.py" />
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Sign a message</source>
   <translation>签署消息</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Sign a message of the type “{type}” for “{domain}”</source>
   <translation>为“{domain}”签署类型为“{type}”的消息</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/agreement_sheet.py" />
   <source>Sign all {n}</source>
   <translation>签名全部 {n} 笔</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <source>Sign and export</source>
   <translation>签名并导出</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>Sign and send</source>
   <translation>签名并发送</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <location filename="../../desktop/ui/pages/sign_elsewhere_dialog.py" />
   <source>Sign elsewhere</source>
   <translation>在别处签名</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>Sign it here, or send what was signed elsewhere</source>
   <translation>在此签名，或发送在别处签好的交易</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Sign it with your account {account}</source>
   <translation>用您的账户 {account} 签名</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Sign it: unlock the wallet first</source>
   <translation>签名：请先解锁钱包</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Sign the record of a run</source>
   <translation>签署一条运行记录</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/agreement_sheet.py" />
   <source>Sign these {n} transactions?</source>
   <translation>要签名这 {n} 笔交易吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/agreement_sheet.py" />
   <location filename="../../desktop/ui/consent_watch.py" />
   <source>Sign this?</source>
   <translation>要签名吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/message_dialog.py" />
   <source>Signature</source>
   <translation>签名</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Signed</source>
   <translation>已签名</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Signed by</source>
   <translation>签名者</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <source>Signed bytes</source>
   <translation>已签名数据</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Signed file saved as {file}</source>
   <translation>已签名的文件保存为 {file}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Signed, and ready to be sent</source>
   <translation>已签名，可以发送</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Signed, but not the next one</source>
   <translation>已签名，但还没轮到它</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Signed, but the account holds too little</source>
   <translation>已签名，但账户余额不足</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Signing</source>
   <translation>正在签名</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/popularity_card.py" />
   <source>Signs of staged sales: {score} of {most} points</source>
   <translation>刷销量迹象：{score} / {most} 分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Simulated at block</source>
   <translation>模拟所在区块</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>Simulated on your node. This is what happens if nothing changes before it is mined.</source>
   <translation>已在您的节点上模拟。如果在打包之前没有变化，结果就是这样。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Simulated: what changes</source>
   <translation>已模拟：有何变化</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <location filename="../../desktop/ui/pages/market_filters.py" />
   <source>Size</source>
   <translation>大小</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Size of pictures</source>
   <translation>图片尺寸</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Size of the answer over that of the picture</source>
   <translation>结果与原图的尺寸之比</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>Slow</source>
   <translation>慢速</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confusion.py" />
   <location filename="../../desktop/ui/widgets/result_tools.py" />
   <source>Smaller</source>
   <translation>缩小</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>Snapshots</source>
   <translation>快照</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>So that the paper is sure to be right.</source>
   <translation>以确保纸上写得没错。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Softmax</source>
   <translation>Softmax</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Softmax where one class is right, sigmoid where several may be, none where they are probabilities already.</source>
   <translation>只有一个类别正确时用 softmax，可能有多个时用 sigmoid，已经是概率则不处理。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Sold</source>
   <translation>已售出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Sold out for now</source>
   <translation>暂时售罄</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Sold: {model}</source>
   <translation>已售出：{model}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_downloads.py" />
   <source>Some models lie in IPFS. Your node or the gateway that you enter learns which models are fetched; with both empty, nobody is asked.</source>
   <translation>有些模型存放在 IPFS 中。您填写的节点或网关会知道您下载了哪些模型；两项都留空则不会询问任何人。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>Some of it could not be taken</source>
   <translation>有一部分未能取回</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Some questions are open</source>
   <translation>还有问题没有回答</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>Some sales stand out</source>
   <translation>部分销售异常</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Somebody or something changed the data of Licet on this computer. Your keys are not touched by it.</source>
   <translation>有人或某个程序改动了这台电脑上 Licet 的数据。您的密钥不受影响。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>Somebody proposes this network, chain {chain}. Nobody was asked about it yet. A node that you tick learns your internet address and which accounts you look at.</source>
   <translation>有人向您推荐这个网络（链 {chain}）。还没有询问过任何节点。您勾选的节点会知道您的网络地址和您查看的账户。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Somebody proved to the contract that its content is not what was promised. Nothing was paid.</source>
   <translation>有人向合约证明了其内容与承诺不符。没有付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>Somebody wrote a transfer of zero with your address, so that a wrong address would stand in this list.</source>
   <translation>有人用您的地址写下一笔零额转账，好让一个错误的地址出现在此列表中。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>Something is still running</source>
   <translation>还有任务在运行</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>Something left that was not shown: {right}</source>
   <translation>有未曾显示的东西离开了账户：{right}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/errors.py" />
   <source>Something outside Licet failed</source>
   <translation>Licet 之外的某处出错了</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_head.py" />
   <source>Sort by</source>
   <translation>排序</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <location filename="../../desktop/ui/pages/run_form.py" />
   <location filename="../../desktop/ui/record_words.py" />
   <source>Sound</source>
   <translation>完好</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Sound classification</source>
   <translation>声音分类</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/file_inputs.py" />
   <source>Sound to run on</source>
   <translation>要运行的声音</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>Sound: every byte is what was promised.</source>
   <translation>完好：每个字节都与承诺一致。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/file_inputs.py" />
   <source>Sounds</source>
   <translation>声音</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>Spam</source>
   <translation>垃圾信息</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Spanish</source>
   <translation>西班牙语</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Speech detection</source>
   <translation>语音检测</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>Speed up</source>
   <translation>加速</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>Spending limits</source>
   <translation>支出限额</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/places.py" />
   <source>Spending limits: what may leave in a day</source>
   <translation>支出限额：一天内最多可支出多少</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Split made</source>
   <translation>已创建分账合约</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_form.py" />
   <source>Start from</source>
   <translation>起始内容</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>Start from a file</source>
   <translation>从文件开始</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <location filename="../../desktop/ui/widgets/snapshot_offer.py" />
   <source>Start from a snapshot</source>
   <translation>从快照开始</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Start from this snapshot?</source>
   <translation>从这份快照开始吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_setup.py" />
   <source>Start the batch</source>
   <translation>开始批量运行</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Start the newer version. Nothing was changed.</source>
   <translation>请启动较新的版本。没有任何改动。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>Starting from a snapshot</source>
   <translation>正在从快照开始</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/activity.py" />
   <source>State</source>
   <translation>状态</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/agreement_sheet.py" />
   <location filename="../../desktop/ui/pages/signed_calls_dialog.py" />
   <source>Step {place} of {n}</source>
   <translation>第 {place} 步，共 {n} 步</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Still within the buyers' time to prove faults</source>
   <translation>仍在买家举证期内</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/fit_panel.py" />
   <location filename="../../desktop/ui/pages/run.py" />
   <location filename="../../desktop/ui/pages/search.py" />
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <location filename="../../desktop/ui/widgets/found_accounts.py" />
   <location filename="../../desktop/ui/widgets/looking_strip.py" />
   <source>Stop</source>
   <translation>停止</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>Stop after this step</source>
   <translation>完成这一步后停止</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/overlays.py" />
   <source>Stop: {job}</source>
   <translation>停止：{job}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/errors.py" />
   <location filename="../../desktop/ui/batch_words.py" />
   <location filename="../../desktop/ui/download_words.py" />
   <source>Stopped</source>
   <translation>已停止</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run.py" />
   <source>Stopped.</source>
   <translation>已停止。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_accounts.py" />
   <source>Stopped. You can look again at any time under Wallet, Accounts.</source>
   <translation>已停止。您随时可以在“钱包”的“账户”中再次查找。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <source>Stopped: see the order</source>
   <translation>已停止：请看订单</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <location filename="../../desktop/ui/pages/settings.py" />
   <location filename="../../desktop/ui/pages/storage.py" />
   <location filename="../../desktop/ui/pages/storage_card.py" />
   <source>Storage</source>
   <translation>存储</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/places.py" />
   <source>Storage: verify my library, free space</source>
   <translation>存储：检查模型库，释放空间</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Stranger are</source>
   <translation>更异常的是</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/findings.py" />
   <source>Strength of the colours</source>
   <translation>着色强度</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Stretched</source>
   <translation>拉伸</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Strict CPU: no files, no network, no other programs</source>
   <translation>严格 CPU：无文件、无网络、无其他程序</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Summary</source>
   <translation>简介</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <source>Switch seeding on below, and say by which address buyers reach it.</source>
   <translation>请先在下方开启做种，并填写买家访问所用的地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Switch seeding on first, and say by which address buyers reach it.</source>
   <translation>请先开启做种，并填写买家访问所用的地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_card.py" />
   <source>Switched off</source>
   <translation>已停用</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>Symbol of its coin</source>
   <translation>币的符号</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_form.py" />
   <location filename="../../desktop/ui/record_words.py" />
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>Table</source>
   <translation>表格</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/exports.py" />
   <source>Table (CSV)</source>
   <translation>表格（CSV）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Table classification</source>
   <translation>表格分类</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Table regression</source>
   <translation>表格回归</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/inputs.py" />
   <source>Table to run on</source>
   <translation>要运行的表格</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/own_data.py" />
   <source>Tables and texts</source>
   <translation>表格和文本</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Take a bond back, to {to}</source>
   <translation>取回保证金，转到 {to}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>Take a screenshot of the QR code yourself, and scan it from the clipboard or from its file.</source>
   <translation>请自行截取二维码，再从剪贴板或文件扫描。</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Take approvals back that were given through Permit2</source>
   <translation>撤回通过 Permit2 给出的授权</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>Take away what was kept of this folder; your files stay</source>
   <translation>删除为此文件夹保留的索引；您的文件不受影响</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_dialog.py" />
   <location filename="../../desktop/ui/pages/approval_row.py" />
   <source>Take back</source>
   <translation>收回</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Take credits home, to {to}</source>
   <translation>提取待领款项，转到 {to}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>Take it back</source>
   <translation>撤回</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Take it home</source>
   <translation>取回</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Take it off</source>
   <translation>下架</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Take it out</source>
   <translation>移除</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Take off the market</source>
   <translation>下架</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <location filename="../../desktop/ui/pages/token_earnings.py" />
   <source>Take out</source>
   <translation>移出</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>Take out of the market</source>
   <translation>从市场取出</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>Take out of the split</source>
   <translation>从分账合约取出</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <location filename="../../desktop/ui/pages/token_earnings.py" />
   <source>Take out {amount}</source>
   <translation>提取 {amount}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>Take some out first. A seller in your list stands for all of the seller's listings.</source>
   <translation>请先移出一些。列表中的一个卖家就代表其所有商品。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Take the address out of “{name}”?</source>
   <translation>从“{name}”中移除该地址？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>Take the bond out</source>
   <translation>取出保证金</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_card.py" />
   <source>Take the key out</source>
   <translation>取出私钥</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Take the price of an order back</source>
   <translation>取回订单款项</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Take the right to act in {contract} back from {to}</source>
   <translation>收回 {to} 在 {contract} 中代为操作的权利</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Take the right to all tokens of {token} back from {to}</source>
   <translation>收回 {to} 对 {token} 全部代币的权限</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/question_form.py" />
   <source>Take the usual: {value}</source>
   <translation>采用惯用值：{value}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_dialog.py" />
   <source>Take this approval back</source>
   <translation>收回此授权</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>Take this version</source>
   <translation>采用此版本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>Take your limit for {unit} back?</source>
   <translation>撤销您为 {unit} 设定的限额？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <source>Take your paper and type these three words. They stay on this computer.</source>
   <translation>请拿出那张纸，输入这三个词。它们不会离开这台电脑。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Take {address} out of the listing</source>
   <translation>从商品中移除 {address}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Take {name} off the market</source>
   <translation>下架 {name}</translation>
  </message>
  <message>
   <location filename="../../desktop/core/acts.py" />
   <source>Take {units} units of token {token} from {from}, for {to}</source>
   <translation>从 {from} 取走 {units} 个单位的代币 {token}，给 {to}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Take “{name}” off the market?</source>
   <translation>要下架“{name}”吗？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order.py" />
   <source>Taken</source>
   <translation>获取时间</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>Taken back</source>
   <translation>已撤回</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Taken back by the chain</source>
   <translation>被链收回</translation>
  </message>
  <message>
   <location filename="../../desktop/text/activities.py" />
   <source>Taken by an approval</source>
   <translation>经授权被取走</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Taken from</source>
   <translation>取自</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Taking an address out</source>
   <translation>正在移除地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>Taking back</source>
   <translation>撤回</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>Taking it home</source>
   <translation>正在取回</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Taking it would cost more than it is worth: a fee of up to {fee}.</source>
   <translation>取回它得不偿失：费用最多 {fee}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting.py" />
   <source>Taking money home</source>
   <translation>取回款项</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/wallet.py" />
   <source>Taking money home was not finished</source>
   <translation>上次取回款项尚未完成</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <location filename="../../desktop/ui/pages/market_filters.py" />
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Task</source>
   <translation>任务</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/watching.py" />
   <source>Tell me again</source>
   <translation>恢复通知</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialog.py" />
   <source>Tell me of every price</source>
   <translation>每次变价都通知我</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialog.py" />
   <source>Tell me then</source>
   <translation>到时通知我</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialog.py" />
   <source>Tell me when the price is low enough</source>
   <translation>价格够低时通知我</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>Terms of the licence</source>
   <translation>许可条款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/steps.py" />
   <source>Test</source>
   <translation>测试</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Test and pack</source>
   <translation>测试并打包</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Testing and measuring</source>
   <translation>正在测试和测量</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Testing and packing in the sandbox</source>
   <translation>正在沙箱中测试和打包</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_form.py" />
   <location filename="../../desktop/ui/record_words.py" />
   <location filename="../../desktop/ui/widgets/exports.py" />
   <location filename="../../desktop/ui/widgets/inputs.py" />
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>Text</source>
   <translation>文本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Text classification</source>
   <translation>文本分类</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/written.py" />
   <source>Text that the model wrote</source>
   <translation>模型生成的文本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/inputs.py" />
   <source>Text to run on</source>
   <translation>要运行的文本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/passages.py" />
   <source>Text with what was found</source>
   <translation>标出所发现内容的文本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>That is more than ten times what Fast offers. Look again before you go on.</source>
   <translation>这超过“快速”出价的十倍。继续之前请再核对。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/records.py" />
   <source>That is not less than now</source>
   <translation>该数额不小于目前的额度</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>That is not right yet</source>
   <translation>还不对</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>That needs the payment to be released or the time for complaints to be over.</source>
   <translation>需要先放款，或等申诉期结束。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>The ENS name of a contact leads to another address than before.</source>
   <translation>联系人的 ENS 名称指向了与以前不同的地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/content.py" />
   <source>The IPFS node refused</source>
   <translation>IPFS 节点拒绝了请求</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>The IPFS node refused: {detail}</source>
   <translation>IPFS 节点拒绝了：{detail}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>The IPFS node took it but does not keep it.</source>
   <translation>IPFS 节点接收了它，但没有固定保存。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>The account cannot pay the fee.</source>
   <translation>该账户付不起费用。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approvals.py" />
   <source>The account was not looked through yet.</source>
   <translation>此账户尚未查看。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The account {address} is not in the open wallet.</source>
   <translation>账户 {address} 不在已打开的钱包中。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>The address did not answer with a list.</source>
   <translation>该地址没有给出列表。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>The address gave a file that is no block list.</source>
   <translation>该地址给出的文件不是屏蔽列表。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>The address gave an older version. It was refused.</source>
   <translation>该地址给出的是旧版本，已拒绝。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>The address gave another list. It was refused.</source>
   <translation>该地址给出的是另一份列表，已拒绝。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>The address of the account that gets the licence. Whoever has it then may use the model.</source>
   <translation>接收许可的账户地址。此后由该账户的所有者使用模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>The address or the shares are not complete.</source>
   <translation>地址或份额尚未填写完整。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>The age header of {size}. It opens the sealed file, wherever that comes from.</source>
   <translation>{size} 的 age 文件头。不论密封文件来自哪里，它都能打开。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>The amount is zero, and the network fee would be paid all the same.</source>
   <translation>金额为零，但网络手续费仍要支付。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting.py" />
   <source>The amounts are those of the last look, {time}.</source>
   <translation>金额以上次查看为准（{time}）。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/judging.py" />
   <source>The answer cannot be judged</source>
   <translation>无法评判这个回答</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>The answer is too large</source>
   <translation>答案太大</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_dialog.py" />
   <source>The approval is lowered.</source>
   <translation>授权额度已调低。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_dialog.py" />
   <source>The approval is taken back.</source>
   <translation>授权已收回。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>The author has signed two different lists as version {version} of “{name}”.</source>
   <translation>作者把两份不同的列表都签为“{name}”的第 {version} 版。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>The author has signed two lists as one version. The other one was refused.</source>
   <translation>作者为同一版本签了两份不同的列表，已拒绝另一份。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>The author of this list has changed</source>
   <translation>此列表的作者变了</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <location filename="../../desktop/ui/batch_words.py" />
   <source>The batch stopped</source>
   <translation>批次已停止</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The benchmark has no node</source>
   <translation>基准测试没有可用的节点</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/node_words.py" />
   <source>The blocks' own receipts prove it, or the market's numbers, which have no gaps.</source>
   <translation>区块自身的收据可以证明，或由市场没有间断的编号证明。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The branches at {where} are nested too deep: {found} levels.</source>
   <translation>{where} 处的分支嵌套过深：{found} 层。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>The call {selector} to {to} is none that Licet knows. It can do anything with what you own there.</source>
   <translation>Licet 不认识对 {to} 的调用 {selector}。它可以任意处置您在那里拥有的东西。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>The capital letters of an address do not fit (EIP-55).</source>
   <translation>地址的大写字母与校验不符（EIP-55）。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>The capital letters of this address do not fit it: a character may be wrong. Compare it with whoever gave it to you.</source>
   <translation>此地址的大写字母与校验不符，可能有字符出错。请与提供者核对。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>The catalogue has no listing of this number.</source>
   <translation>目录中没有这个编号的商品。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>The catalogue is behind the chain</source>
   <translation>目录落后于链</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>The catalogue is not there yet</source>
   <translation>目录还没有读到那里</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>The catalogue is there</source>
   <translation>目录已就绪</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>The chain cannot take this block back any more. This is about the block; whether your licence is final is another question.</source>
   <translation>链不会再收回这个区块。这里说的是区块；您的许可是否最终生效是另一回事。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/snapshot_offer.py" />
   <source>The chain is being read for the first time</source>
   <translation>正在首次读取链上数据</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/records.py" />
   <source>The chain moved while it was read</source>
   <translation>读取期间链发生了变动</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>The chain took back block {n}, and the release of the payment with it</source>
   <translation>链收回了区块 {n}，货款的放行也随之失效</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>The chain took back block {n}, and the seller's key with it</source>
   <translation>链收回了区块 {n}，卖家的密钥也随之失效</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>The chain took back block {n}, and your payment with it</source>
   <translation>链收回了区块 {n}，您的付款也随之失效</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>The chain took back block {n}, and your refund with it</source>
   <translation>链收回了区块 {n}，您的退款也随之失效</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>The chain took the release of the payment back</source>
   <translation>链收回了货款的放行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>The chain took the seller's key back</source>
   <translation>链收回了卖家的密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>The chain took this back: {news}</source>
   <translation>链已撤回：{news}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>The chain took your payment back</source>
   <translation>链收回了您的付款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>The chain took your refund back</source>
   <translation>链收回了您的退款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>The chain was not asked yet how this licence stands.</source>
   <translation>尚未向链上查询此许可的状态。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>The claim is signed and sent, and waits for its block. It is sent again until it is mined, also after a restart.</source>
   <translation>申请已签名并发出，正等待打包。在打包之前会反复发送，重启后也会继续。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>The connected network knows nothing of it. The order is at {market} on chain {chain_id}.</source>
   <translation>当前连接的网络上没有这笔订单。它位于链 {chain_id} 上的 {market}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>The connection broke off.</source>
   <translation>连接中断了。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>The contract gives back {amount} by proof until {time}. After that the money goes to the seller.</source>
   <translation>在 {time} 之前凭证明，合约退还 {amount}。之后货款归卖家。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>The contract has paid you. The order and its licence have ended.</source>
   <translation>合约已向您付款。订单及其许可已终止。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>The contract holds it until {time}; then it goes to the seller. You need not release it before.</source>
   <translation>货款由合约保管到 {time}，之后归卖家。在此之前您不必放款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>The contract holds it, not the seller. If no key comes until {time}, the contract pays you {amount}: the price, and something from the seller's bond for being late.</source>
   <translation>货款在合约手中，不在卖家手中。如果到 {time} 还没有收到密钥，合约会付给您 {amount}：货款，加上从卖家保证金中扣除的迟交罚金。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>The contract holds the payment until the order is delivered, or gives it back.</source>
   <translation>交付之前款项由合约保管，否则退回。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>The contract holds your payment, then pays the seller:</source>
   <translation>合约先保管您的付款，然后付给卖家：</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>The contract holds your payment, then pays whom the seller named:</source>
   <translation>合约先保管您的付款，然后付给卖家指定的收款人：</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>The contract holds {amount} for you</source>
   <translation>合约中有 {amount} 等您取出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The contract is not there</source>
   <translation>合约不在那里</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>The contract pays your account, and your keys seal what you sell.</source>
   <translation>合约把钱付到您的账户，您的密钥封装您出售的东西。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>The contract refused it. Nothing moved but its fee.</source>
   <translation>合约拒绝了它。除手续费外没有任何变动。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>The contract refused it. What it holds stays there.</source>
   <translation>合约拒绝了此操作。款项仍留在合约中。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>The contract refused it; only the fee is gone.</source>
   <translation>合约拒绝了此操作；只损失了手续费。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The contract said no</source>
   <translation>合约拒绝了</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>The contract that makes them is not on this chain. Nothing was sent.</source>
   <translation>这条链上没有用来创建分账的合约。没有发送任何交易。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>The contract would refuse it.</source>
   <translation>合约会拒绝它。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>The contract would refuse these shares</source>
   <translation>合约不会接受这样的份额</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>The contract would refuse this now</source>
   <translation>合约现在会拒绝这样做</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/tokens.py" />
   <source>The contract {token} does not tell balances as tokens do. Nothing was paid.</source>
   <translation>合约 {token} 不像通证那样报告余额。没有付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>The contract {token} moves something, and does not say how much.</source>
   <translation>合约 {token} 会转移一些东西，却没有说明多少。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>The contract, or common sense, refuses it ({reason}).</source>
   <translation>合约或常理不允许（{reason}）。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approvals.py" />
   <source>The contracts of tokens that you never used claim that you approved these. You signed nothing, and nothing of yours is in reach. Revoking would only pay their contract a visit: leave them alone.</source>
   <translation>您从未使用的代币的合约声称您批准了这些授权。您没有签署任何内容，您的资产也不会被取走。撤销只会让您去调用它们的合约：请不要理会。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <source>The data changed</source>
   <translation>数据已变</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <location filename="../../desktop/ui/batch_words.py" />
   <source>The data is not what it was</source>
   <translation>数据与之前不同</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <source>The data was changed while it was run: some results may be of older contents.</source>
   <translation>运行期间数据被修改过：部分结果可能对应旧内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <source>The data was changed while this batch rested, but not where it had been run already.</source>
   <translation>批次暂停期间数据被修改过，但已运行过的部分没有变。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The delivered key is the one that was listed. A complaint would fail and only reveal a secret.</source>
   <translation>交付的密钥正是所上架的那一把。投诉会失败，只会泄露秘密。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>The delivery's block is not safe yet. A complaint shows a one-time secret, so it waits for that.</source>
   <translation>交付所在的区块还不安全。投诉会公开一次性秘密，因此要等它安全。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>The demo network lives on this computer. Its coins have no value.</source>
   <translation>演示网络就在这台电脑上。它的代币没有价值。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The demo network's file is damaged</source>
   <translation>演示网络的文件已损坏</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>The device could not be started: its driver may be missing, or too old.</source>
   <translation>无法启动该设备：驱动程序可能缺失或过旧。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/errors.py" />
   <source>The disk, the network or the node did not do what was needed.</source>
   <translation>磁盘、网络或节点没有完成所需的操作。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>The document was changed after it was signed, or another account signed it. Nothing of it was used.</source>
   <translation>文件在签名后被改动，或由其他账户签名。其中的内容都没有使用。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>The driver itself is not in it: it is part of your system.</source>
   <translation>其中不含驱动程序本身，驱动属于您的系统。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>The end of the journal is not the vault's</source>
   <translation>日志末尾不是保险库写的</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>The engine has no implementation of one of its operators.</source>
   <translation>运行引擎不支持其中的某个算子。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>The exact fee is shown once the wallet is open.</source>
   <translation>钱包打开后会显示确切的手续费。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>The extra passphrase belongs to them. Write it down too, elsewhere.</source>
   <translation>额外口令与它们不可分。也请写下来，放在别处。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>The fastest that works</source>
   <translation>可用设备中最快的</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>The fee can be more than {threshold} % of what is paid.</source>
   <translation>手续费可能超过所付金额的 {threshold} %。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The fee is too low now</source>
   <translation>手续费现在太低</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The fee is too low to take its place</source>
   <translation>手续费太低，无法取而代之</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>The fee of a complaint can reach {complaint}, and the seller's bond is {bond}. Whether {price} is worth the difference, only you can judge: Licet knows no rate between the token and the coin.</source>
   <translation>一次投诉的手续费可达 {complaint}，而卖家的保证金为 {bond}。{price} 是否值得这个差额，只有您能判断：Licet 不知道通证与原生币之间的汇率。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>The file does not fit: {reason}. Nothing was added.</source>
   <translation>文件不符：{reason}。没有添加任何内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>The file does not follow the format of block lists, or has been written anew by another program.</source>
   <translation>文件不符合屏蔽列表的格式，或被其他程序改写过。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/key_dialogs.py" />
   <source>The file does not open with this password. It is the one the file was made with.</source>
   <translation>用这个密码打不开该文件。请输入创建该文件时所设的密码。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>The file holds this one account. Nobody who helps you needs it.</source>
   <translation>文件只含这一个账户。任何帮助您的人都不需要它。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>The file is fetched and built into a catalogue beside the present one. A random part of it is compared with the chain. Then you are asked.</source>
   <translation>获取文件后，会在现有目录之外建成新目录，并随机抽取一部分与链上核对，然后由您决定。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The file is too old</source>
   <translation>文件已过期</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <source>The file itself was not kept. Licet knows its digest, and takes no other file for it.</source>
   <translation>文件本身没有保留。Licet 记得它的摘要，不会接受其他文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <source>The file opens by the password that the wallet had when the file was saved.</source>
   <translation>打开此文件要用保存它时钱包的密码。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <source>The file says what you hide and why, in your words, as version {version} of “{name}”.</source>
   <translation>该文件以您的文字说明您隐藏了什么、为什么，是“{name}”的第 {version} 版。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>The file says which model ran, with which settings, versions and device, and the digests of input and answer.</source>
   <translation>文件写明运行了哪个模型、所用的设置、版本和设备，以及输入和结果的摘要。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The file says {expected}, but its key belongs to {found}. Somebody may have changed it.</source>
   <translation>文件写的是 {expected}，但其中的密钥属于 {found}。可能有人改动过它。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The file {where} in the package is damaged: {found}.</source>
   <translation>包中的文件 {where} 已损坏：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The file {where} is no readable text: {found}.</source>
   <translation>文件 {where} 不是可读的文本：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The file {where} is not in its place in the package: {found}.</source>
   <translation>文件 {where} 不在包中应有的位置：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The file {where} is too large: {found}.</source>
   <translation>文件 {where} 过大：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The files are in the wrong order: {where} {found}.</source>
   <translation>文件顺序不对：{where} {found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>The files could not be fetched</source>
   <translation>无法获取文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_empty.py" />
   <source>The first models appear here as soon as Licet has read them. Nothing has to be done for it.</source>
   <translation>Licet 读到第一批模型后，它们就会出现在这里。您无需做任何事。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>The first three quarters of the delivery window have passed, and nothing new is signed after them.</source>
   <translation>交付期限的前四分之三已过，此后不再签署新内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>The first token</source>
   <translation>取第一个词元</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/search.py" />
   <source>The folder cannot be read</source>
   <translation>无法读取该文件夹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>The folder is ready</source>
   <translation>文件夹已备好</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The forms of the model contradict each other: {where}, {found}.</source>
   <translation>模型的各种形式互相矛盾：{where}，{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>The four numbers of a box</source>
   <translation>框的四个数</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>The graph does not say how many numbers make a row.</source>
   <translation>计算图没有说明一行有多少个数。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The graph is not where the manifest says: {where}, {found}.</source>
   <translation>计算图不在清单所说的位置：{where}，{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>The graph leaves height and width open.</source>
   <translation>计算图没有限定高和宽。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>The intervals say how far the figures could be off because you have no more items than these. They say nothing about how alike your data and the seller's are.</source>
   <translation>区间说明因样本只有这些，指标可能有多大偏差。它不说明您的数据与卖家的数据有多相似。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The journal of signatures was changed</source>
   <translation>签名日志被改动过</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The key does not belong to this address</source>
   <translation>密钥不属于该地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>The key fee is no amount.</source>
   <translation>密钥费不是有效金额。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>The key goes out as soon as the request is safe.</source>
   <translation>一旦请求所在区块安全，密钥即会发出。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <source>The key is deleted from this computer. If no back-up file holds it, the account is lost for ever.</source>
   <translation>私钥将从这台电脑上删除。若没有备份文件含有它，账户将永远丢失。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>The key is here, and is not checked yet. If it or the content is wrong, the contract gives back {amount} by proof until {time}.</source>
   <translation>密钥已送达，尚未核对。如果密钥或内容有误，凭证明可在 {time} 之前由合约退回 {amount}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <source>The key is kept in this wallet. Your recovery words do not bring it back: save a back-up file afterwards.</source>
   <translation>私钥会保存在本钱包中。助记词无法找回它：导入后请保存一份备份文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>The key is missing</source>
   <translation>缺少密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The key is right</source>
   <translation>密钥是对的</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>The key is right, but the sealed file holds other bytes than the listing promised. Licet has found one kilobyte that proves it to the contract.</source>
   <translation>密钥正确，但加密文件中的字节与商品承诺的不同。Licet 已找到足以向合约证明这一点的 1 KB 数据。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The key of {address} is not in this wallet, so nothing can be signed with it.</source>
   <translation>本钱包没有 {address} 的私钥，因此无法用它签名。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>The key was not delivered yet, or the order was refunded.</source>
   <translation>密钥尚未交付，或订单已退款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The keychain does not open this wallet</source>
   <translation>钥匙串打不开这个钱包</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings.py" />
   <source>The language changes at the next start.</source>
   <translation>语言会在下次启动时更改。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/record_words.py" />
   <source>The largest difference is {n}, at {place}; relative to the larger number at most {share}.</source>
   <translation>最大差值为 {n}，位于 {place}；相对较大者最多相差 {share}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>The last day of renewals is written as 2030-12-31 and leaves room for one whole period from today.</source>
   <translation>续期截止日请写成 2030-12-31 的形式，且距今天至少要有一整期。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>The last one is the last that the vault made.</source>
   <translation>最后一条正是保险库写下的最后一条。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>The last update did not work.</source>
   <translation>上次更新没有成功。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>The late fee must be within the bond, and a free model has neither.</source>
   <translation>迟交罚金不得超过保证金，而免费模型两者都没有。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>The licence begins when the payment is released or the time for complaints is over.</source>
   <translation>放款或申诉期结束后，许可开始生效。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>The licence belongs to somebody else now</source>
   <translation>许可现属于他人</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>The licence does not exist any more</source>
   <translation>许可已不存在</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>The licence ended on {time}. Licet does not run the model until it is renewed.</source>
   <translation>许可已于 {time} 到期。续期之前，Licet 不会运行此模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The licence file is damaged</source>
   <translation>许可文件已损坏</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>The licence goes to this address, and the model no longer runs here.</source>
   <translation>许可将转到此地址，模型不再在此运行。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>The licence has changed hands again, or the request is gone. Nothing was sent.</source>
   <translation>许可已再次易手，或请求已不存在。没有发送任何内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>The licence has ended</source>
   <translation>许可已到期</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>The licence has not begun yet</source>
   <translation>许可尚未开始</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>The licence is destroyed. Nobody gets anything back for it, and the model no longer runs here.</source>
   <translation>许可将被销毁。没有人会因此得到任何退款，模型也不再在此运行。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>The licence is without end, has not begun, or does not exist any more.</source>
   <translation>许可是永久的、尚未开始，或已不存在。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>The licence is yours, the model's key is not here yet. Its seller asks {amount} for it.</source>
   <translation>许可归您所有，但模型密钥还不在此。卖家为此收取 {amount}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>The licence was given up. The model does not run here any more.</source>
   <translation>许可已放弃。模型不再在此运行。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <location filename="../../desktop/ui/models/listing_card.py" />
   <source>The listing cannot be read</source>
   <translation>无法读取该商品</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listed_bar.py" />
   <source>The lists are the opinion of those who wrote them. What the contract promises stays the same.</source>
   <translation>列表只是其作者的看法，合约的承诺不变。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The loop at {where} never ends: {found}.</source>
   <translation>{where} 处的循环永不结束：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The manifest does not describe the graph as it is: {where} {found}.</source>
   <translation>清单对计算图的描述与实际不符：{where} {found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The manifest does not describe {where} as it is: {found}.</source>
   <translation>清单对 {where} 的描述与实际不符：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_empty.py" />
   <source>The market is still empty</source>
   <translation>市场还是空的</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>The market is there.</source>
   <translation>市场已在那里。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_ratings.py" />
   <source>The mean is drawn towards that of all models while ratings are few.</source>
   <translation>评分较少时，平均分会向所有模型的平均分靠拢。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>The message names no chain, so it holds on every one.</source>
   <translation>消息没有写明是哪条链，因此在每条链上都有效。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>The model answers differently each time</source>
   <translation>模型每次的结果都不同</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>The model answers with what is no number</source>
   <translation>模型的结果不是数</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <location filename="../../desktop/text/cases/transfers.py" />
   <source>The model cannot be downloaded now</source>
   <translation>模型现在无法下载</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>The model cannot be run yet</source>
   <translation>模型还不能运行</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>The model cannot use this input</source>
   <translation>模型不能使用这个输入</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>The model could not be loaded or run there.</source>
   <translation>模型无法在该设备上加载或运行。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>The model could not be opened for its test.</source>
   <translation>无法打开模型进行自检。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>The model did not run</source>
   <translation>模型没有运行</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>The model did not run on a test input</source>
   <translation>模型无法在测试输入上运行</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>The model does not tell the score of this class for every item.</source>
   <translation>模型没有为每个样本给出这个类别的得分。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>The model does something else</source>
   <translation>模型的实际行为不同</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>The model ended the process that ran it.</source>
   <translation>模型使运行它的进程中止了。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>The model gave no answer in the time that it has.</source>
   <translation>模型没有在限定时间内给出结果。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>The model gave {size_bytes}; at most {limit_bytes} can be taken over.</source>
   <translation>模型给出了 {size_bytes}；最多只能接收 {limit_bytes}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>The model gives one number, and it is no probability.</source>
   <translation>模型只给出一个数，而且不是概率。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/written.py" />
   <source>The model had said all.</source>
   <translation>模型已说完。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>The model has no such setting</source>
   <translation>模型没有这个设置</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>The model has nothing that {variant} makes smaller.</source>
   <translation>模型中没有 {variant} 能缩小的部分。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>The model in this file is not the one that was bought</source>
   <translation>文件里的模型不是所购买的那一个</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>The model is so small that this would save nothing.</source>
   <translation>模型很小，这样做没有意义。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>The model keeps failing</source>
   <translation>模型一再失败</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>The model needed more memory than it may have here.</source>
   <translation>模型需要的内存超出了本机允许的上限。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>The model needs too much memory</source>
   <translation>模型需要的内存太多</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>The model on this disk is damaged</source>
   <translation>这块磁盘上的模型已损坏</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>The model took too long</source>
   <translation>模型耗时过长</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>The model was not sealed rightly</source>
   <translation>模型没有正确封装</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_notices.py" />
   <source>The model was started again</source>
   <translation>模型已重新启动</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/search.py" />
   <source>The model's answers do not fit this search</source>
   <translation>该模型的输出不适用于此搜索</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>The model's inputs: {inputs}.</source>
   <translation>模型的输入：{inputs}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>The model's own test did not come out</source>
   <translation>模型自带的测试没有通过</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>The model's own test vectors did not come out there, so its answers would be wrong.</source>
   <translation>模型自带的测试向量在该设备上未通过，结果会出错。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>The model's process ended</source>
   <translation>模型的进程已结束</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>The model's process ended while it used the device.</source>
   <translation>模型的进程在使用该设备时中止。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run.py" />
   <source>The model's process has ended</source>
   <translation>模型的进程已结束</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_notices.py" />
   <source>The model's process was renewed</source>
   <translation>模型的进程已更新</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>The model's scores are no probabilities.</source>
   <translation>模型的得分不是概率。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>The models are compared by how far they agree, how fast they are, and what memory and money they take. Only labels tell which one is right.</source>
   <translation>比较的是各模型有多一致、有多快、占多少内存、花多少钱。只有标签才能说明谁是对的。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/storage.py" />
   <source>The models on this disk: whether they are sound, and what they take.</source>
   <translation>这块磁盘上的模型：是否完好，占用多少空间。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <source>The models you own. They run here, also without a network.</source>
   <translation>您拥有的模型。它们在这里运行，没有网络也行。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>The money goes to {to}, which is no account of this wallet.</source>
   <translation>钱会转到 {to}，它不是这个钱包的账户。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>The name leads to no address</source>
   <translation>此名称没有指向任何地址</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>The name {name} has letters that are easily taken for others: {letters}</source>
   <translation>名称 {name} 含有容易混淆的字母：{letters}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>The name {name} only looks like {known}. They are two different names.</source>
   <translation>名称 {name} 只是看起来像 {known}，两者并不相同。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>The names of input files are in it; inputs and answers are not. Your account {account} signs it.</source>
   <translation>其中含有输入文件的名称，但不含输入和结果本身。由您的账户 {account} 签署。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>The network did not say what is at this address, so it could not be checked whether it is a contract.</source>
   <translation>网络没有说明此地址上有什么，因此无法判断它是否为合约。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>The network does not say what is at the address.</source>
   <translation>网络没有说明该地址上有什么。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>The network fee can reach {fee}. That is more than what is paid: {value}.</source>
   <translation>网络手续费可达 {fee}，超过所付金额 {value}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/send_dialog.py" />
   <source>The network fee is paid in coin, and this account has {coins}.</source>
   <translation>网络手续费以原生币支付，此账户有 {coins}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>The network fee is {amount} at most.</source>
   <translation>网络手续费最多 {amount}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>The network fees are paid in coin, and this account lacks {coins} for them. It holds {coin_balance}.</source>
   <translation>网络手续费用原生币支付，该账户还差 {coins}，现有 {coin_balance}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>The network fees were {fee}.</source>
   <translation>网络费用共 {fee}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>The network forgot it</source>
   <translation>网络已遗忘它</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>The network has agreed on this block. Only a serious fault of it could undo that.</source>
   <translation>网络已就这个区块达成一致。只有网络出现严重故障才会撤销它。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The network node does not answer</source>
   <translation>网络节点没有响应</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The network node does not answer in time</source>
   <translation>网络节点没有及时响应</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/link_dialogs.py" />
   <source>The network's link</source>
   <translation>网络链接</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>The new holder asks for the key</source>
   <translation>新持有人索取密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>The new holder needs the model's key: from the seller for a fee, or from you. If they ask, Licet tells you here.</source>
   <translation>新持有人需要模型密钥：可付费向卖家索取，或由您提供。若对方索取，Licet 会在此提示您。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>The new version of “{name}” is on the market.</source>
   <translation>“{name}”的新版本已上架。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The node asks us to slow down</source>
   <translation>节点要求我们慢一点</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The node cannot take this transaction</source>
   <translation>节点无法接受这笔交易</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The node contradicts itself</source>
   <translation>节点自相矛盾</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>The node contradicts the chain</source>
   <translation>节点与链相矛盾</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>The node does not tell this order</source>
   <translation>节点没有给出这笔订单</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The node dropped it before it came into a block.</source>
   <translation>节点在交易进入区块之前就把它丢弃了。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The node has forgotten its past</source>
   <translation>该节点没有保留历史</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>The node has not come to this snapshot's block</source>
   <translation>节点还没有到达这份快照的区块</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The node has this very transaction already.</source>
   <translation>节点已经有这笔交易。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The node refused</source>
   <translation>节点拒绝了</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The node wants smaller questions</source>
   <translation>节点要求更小的问题</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The node's answer is too long</source>
   <translation>节点的回答太长</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The nodes belong to different networks</source>
   <translation>这些节点属于不同的网络</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>The number of columns is open</source>
   <translation>列数不确定</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The number of words is wrong</source>
   <translation>单词数量不对</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The numbers of {where} are kept in a form that is not accepted: {found}.</source>
   <translation>{where} 的数值保存形式不被接受：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>The offer has changed</source>
   <translation>报价已变</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_notices.py" />
   <source>The old one had taken more and more memory. Nothing was lost.</source>
   <translation>旧进程占用的内存越来越多。没有丢失任何内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>The one that you have is kept. Ask the author which one is meant.</source>
   <translation>保留您现有的那份。请询问作者以哪份为准。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>The one-time secret of this order, which opens nothing else. The contract checks the key with it.</source>
   <translation>此订单的一次性秘密，它打不开任何别的东西。合约用它来核对密钥。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The operators of {where} have a version that is not supported: {found}.</source>
   <translation>{where} 的算子版本不受支持：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>The order is in another state, or its time has passed.</source>
   <translation>订单处于别的状态，或时限已过。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>The order of this licence is not known here</source>
   <translation>这里不知道此许可对应的订单</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>The order was refunded, and the contract holds {amount} for you.</source>
   <translation>订单已退款，合约替您保管着 {amount}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>The package breaks the rules, so it will not be opened.</source>
   <translation>软件包违反规则，因此不会被打开。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The package contradicts itself about its file {where}: {found}.</source>
   <translation>包对其文件 {where} 的说法自相矛盾：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The package lies about its file {where}: {found}.</source>
   <translation>包对其文件 {where} 的描述不实：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>The password opens {file} in memory. Its keys are compared with this wallet and forgotten again.</source>
   <translation>密码会在内存中打开 {file}，把其中的私钥与本钱包比对，随后忘掉。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <source>The password opens {file} once. The key is then kept in this wallet.</source>
   <translation>密码只用来打开一次“{file}”，之后密钥保存在本钱包中。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_restore.py" />
   <source>The password opens {file}, and will open the wallet here too.</source>
   <translation>密码会打开 {file}，以后也用它打开这里的钱包。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>The payment goes straight to the payee. The contract holds nothing of it, so it cannot give anything back.</source>
   <translation>款项直接付给收款方。合约不托管任何金额，因此无法退还。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>The payment has gone to the seller and your licence is final.</source>
   <translation>货款已归卖家，您的许可已最终生效。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>The payment has gone to the seller, who can only send it back as an ordinary payment.</source>
   <translation>货款已归卖家，卖家只能另行转账退还。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>The payment is signed and may be on its way.</source>
   <translation>付款已签署，可能已在途中。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>The payment of an order of listing {listing} is given back: {amount}.</source>
   <translation>第 {listing} 号商品一笔订单的款项将退回：{amount}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>The picture holds no QR code that can be read.</source>
   <translation>图片中没有可读取的二维码。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The picture {where} cannot be shown: {found}.</source>
   <translation>图片 {where} 无法显示：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_results.py" />
   <source>The pictures are in {name}.</source>
   <translation>图片已存入 {name}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>The points are added up, to {most} at most. From {doubtful} on the market marks the sales as doubtful.</source>
   <translation>各项分数相加，最高 {most} 分。达到 {doubtful} 分时，市场会标明销量存疑。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The port is taken</source>
   <translation>端口被占用</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/key_dialogs.py" />
   <source>The present password is missing</source>
   <translation>缺少当前密码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>The price fell from {before} to {after}.</source>
   <translation>价格从 {before} 降到 {after}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/tokens.py" />
   <source>The price is {needed}, and the account holds {available}: {missing} are missing.</source>
   <translation>价格为 {needed}，账户现有 {available}：还差 {missing}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>The price is {price}. The listing that you looked at said {listed}.</source>
   <translation>价格是 {price}，而您看到的商品标价为 {listed}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>The price rose from {before} to {after}.</source>
   <translation>价格从 {before} 涨到 {after}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>The price was {before}, and is now {after}.</source>
   <translation>价格原为 {before}，现为 {after}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>The process “{child}” gave no answer within {timeout_s} and was stopped.</source>
   <translation>进程“{child}”在 {timeout_s} 内没有回答，已被停止。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>The process “{child}” stopped while it was working. The window and your data are not touched.</source>
   <translation>进程“{child}”在工作时停止了。窗口和您的数据都没有受影响。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>The promised bytes came, but the model's own test failed</source>
   <translation>收到的字节与承诺一致，但模型自检未通过</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The public key of the {what} is no point of the curve. A node may have answered wrongly.</source>
   <translation>{what}的公钥不是曲线上的点。节点可能给出了错误的回答。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>The purchase has stopped. The line above says why.</source>
   <translation>购买已停止，原因见上方。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>The purchase is kept as it is, and nothing is paid twice.</source>
   <translation>这笔购买保持原样，绝不会重复付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>The purchase waits for your wallet to be unlocked.</source>
   <translation>购买正等待您解锁钱包。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>The range in which the model was trained. A wrong one spoils every answer.</source>
   <translation>训练时使用的范围。选错会使所有结果失效。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>The reason that was given: {reason}</source>
   <translation>给出的原因：{reason}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_keeping.py" />
   <source>The records stay. Runs on own data can then no longer be repeated from here.</source>
   <translation>记录会保留，但以自己的数据进行的运行将无法在此重做。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>The renewal would go too far</source>
   <translation>续期超出期限</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>The report is empty</source>
   <translation>报告是空的</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order_review.py" />
   <source>The report is on the chain. Only the seller can read it.</source>
   <translation>报告已上链，只有卖家能读到。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>The request did not reach the network</source>
   <translation>请求未到达网络</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>The rest is compared while Licet runs, one range of blocks after the other.</source>
   <translation>其余部分会在 Licet 运行时逐段区块核对。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <location filename="../../desktop/ui/pages/key_dialogs.py" />
   <source>The same again</source>
   <translation>再输入一次</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/record_words.py" />
   <source>The same answer</source>
   <translation>结果相同</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/record_words.py" />
   <source>The same answer within the tolerance</source>
   <translation>结果在容差内相同</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>The same input gave two answers, so no test could prove it to a buyer.</source>
   <translation>同一输入得到了两个结果，任何测试都无法向买家证明它。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>The same passphrase again</source>
   <translation>再次输入口令</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>The same password again</source>
   <translation>再输一次相同的密码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>The same payment is sent again. It names the same order, so you cannot pay twice.</source>
   <translation>同一笔付款会重新发送。它指向同一个订单，因此您不会付两次。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>The same transaction again, with a higher fee. It has the same number, so only one of them can ever be in a block.</source>
   <translation>同一笔交易，手续费更高。编号相同，所以只会有其中一笔进区块。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>The screen cannot be read</source>
   <translation>无法读取屏幕</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>The sealed file is not on this computer yet.</source>
   <translation>密封文件还不在这台电脑上。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialogs.py" />
   <source>The second amount is above the first, so it would never be reached.</source>
   <translation>第二个金额高于第一个，永远不会达到。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>The secret by which age tools open every licence file of this wallet. Rarely needed.</source>
   <translation>age 工具用来打开此钱包所有许可文件的秘密。很少需要。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/run_words.py" />
   <source>The self-test failed: answers differ from the seller's by {n} times what is allowed.</source>
   <translation>自检失败：答案与卖家的相差达到允许值的 {n} 倍。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>The seller closed or changed this listing since you saw it. Nothing was paid.</source>
   <translation>自您看到之后，卖家关闭或更改了这个商品。没有付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>The seller delivered a key that does not open what was listed. Licet has checked it on this computer, and can prove it to the contract.</source>
   <translation>卖家交付的密钥打不开所上架的内容。Licet 已在本机核对，并能向合约证明。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>The seller has closed this listing.</source>
   <translation>卖家已关闭这个商品。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>The seller is paid</source>
   <translation>卖家已收款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order.py" />
   <source>The seller is paid at once and your licence becomes final.</source>
   <translation>卖家立即收到货款，您的许可最终生效。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>The seller says: {time} and {memory} on {machine}.</source>
   <translation>卖家声称：在 {machine} 上为 {time}、{memory}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>The seller took your order and delivered no key in time. The contract can see that by itself and pays you back.</source>
   <translation>卖家接了您的订单，却没有按时交付密钥。合约自己就能看到这一点，并向您退款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/review_row.py" />
   <source>The seller's answer</source>
   <translation>卖家的回复</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>The seller's bond is used up by other orders, so the contract takes no order now. Look again later.</source>
   <translation>卖家的保证金已被其他订单占满，因此合约现在不接受订单。请稍后再看。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>The seller's fee does not pay for the answer, so their program will not answer by itself. A previous holder can still answer.</source>
   <translation>卖家所收费用不足以支付答复的成本，因此其程序不会自动答复。前持有人仍可答复。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>The seller's free bond does not cover another order. Nothing was paid.</source>
   <translation>卖家的可用保证金不够再接一单。没有付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>The seller's software sends the same key again. Until it is there, the model cannot be run; your money is in the contract.</source>
   <translation>卖家的软件会再次发送同一把密钥。在它送达之前无法运行模型；您的钱在合约里。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>The sender's address begins and ends like one that you know. Never copy an address from this line.</source>
   <translation>发送方地址的开头和结尾与您认识的地址相同。切勿从这一行复制地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The shapes in the {where} contradict each other: {found}.</source>
   <translation>{where} 中的形状相互矛盾：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>The share of items on which two models say the same. Kappa leaves out what chance alone would bring: 1 is always, 0 no more than chance.</source>
   <translation>两个模型回答相同的样本比例。Kappa 扣除了纯属巧合的部分：1 表示总是一致，0 表示不比巧合更多。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>The share of {to} in {token} is paid to that account.</source>
   <translation>{to} 的 {token} 份额付给该账户。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>The signature can be used for ever.</source>
   <translation>此签名可以永久使用。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>The signature can be used until {time}.</source>
   <translation>此签名可使用至 {time}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>The signature does not fit</source>
   <translation>签名不符</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>The signature of this list is wrong</source>
   <translation>此列表的签名不对</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>The signature says only that this account made it, not that it is right.</source>
   <translation>签名只说明由该账户制作，并不说明内容正确。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>The signature was wrong. The new version was refused.</source>
   <translation>签名不对，已拒绝新版本。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>The snapshot is of block {block}, which {origin} does not have yet.</source>
   <translation>快照截至区块 {block}，而 {origin} 还没有这个区块。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>The snapshot is saved</source>
   <translation>快照已保存</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>The snapshots of this maker are then called unknown. Your catalogue stays as it is.</source>
   <translation>此后这位制作者的快照会标为“未知”。您的目录保持不变。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>The split</source>
   <translation>分账合约</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/watching.py" />
   <source>The star on a listing, at a seller and beside the search tells you of new prices, versions and listings.</source>
   <translation>点击商品、卖家或搜索框旁的星标，价格、版本或商品有更新时就会通知您。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The system keeps no passwords for us</source>
   <translation>系统不为我们保存密码</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>The task needs one input of another kind</source>
   <translation>该任务需要另一种单一输入</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>The terms changed: {names}.</source>
   <translation>条款有变化：{names}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/run_words.py" />
   <source>The test vector gives the seller's answer here.</source>
   <translation>该测试向量在这里得出与卖家相同的答案。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The test vectors in {where} do not come out: {found}.</source>
   <translation>{where} 中的测试向量未能得到应有的结果：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>The test vectors that the seller packed with the model do not come out on this computer.</source>
   <translation>卖家随模型打包的测试向量在本机没有通过。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>The text is too long</source>
   <translation>文字太长</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>The time to sign the delivery ended at {time}. The buyer can take back the price and the late fee.</source>
   <translation>签署交付的期限已于 {time} 结束。买家可以取回货款和迟交费。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>The tip is a part of the most per gas, so it cannot be above it.</source>
   <translation>小费包含在每单位 gas 的上限之内，不能超过上限。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/tokens.py" />
   <source>The token does not keep what you approve</source>
   <translation>这个通证不记录您的授权</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/tokens.py" />
   <source>The token refuses the payment</source>
   <translation>通证拒绝这笔付款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>The token would not pay this now: it may be paused, or block this account. Nothing can be bought with it here.</source>
   <translation>这个通证现在不会付出这笔款：它可能已暂停，或封锁了该账户。目前无法用它购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>The tokenizer is missing</source>
   <translation>缺少分词器</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The transaction failed</source>
   <translation>交易失败</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The transaction for {name} was mined, but the node shows no contract.</source>
   <translation>{name} 的交易已上链，但节点显示没有合约。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The transaction is for chain {wanted}, and this is chain {connected}. It was not sent.</source>
   <translation>这笔交易属于链 {wanted}，而当前连接的是链 {connected}。没有发送。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The transaction is sent, but no block holds it after {waited_s}.</source>
   <translation>交易已发送，但过了 {waited_s} 仍未进入区块。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The transaction is sent, but no block holds it yet. It is kept and looked for again.</source>
   <translation>交易已发送，但还没进入区块。它已保存，并会再次查找。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>The transaction was forgotten</source>
   <translation>交易被遗忘了</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>The two passphrases differ. Type them again.</source>
   <translation>两次输入的口令不一致，请重新输入。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <location filename="../../desktop/ui/pages/key_dialogs.py" />
   <source>The two passwords differ</source>
   <translation>两次输入的密码不一致</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>The two passwords differ. Type them again.</source>
   <translation>两次密码不一致。请重新输入。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>The usual layouts stand in the documentation of the package.</source>
   <translation>常见的写法见模型包文档。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The vault asks for your password first</source>
   <translation>保险库需要先确认您的密码</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The vault does not sign this</source>
   <translation>保险库不签署这个</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>The vault keeps this with your limits.</source>
   <translation>保险库会把它与您的限额一起保存。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/consent_watch.py" />
   <source>The vault signs it only with your password. If you did not start this yourself, do not enter it.</source>
   <translation>保险库只有在您输入密码后才会签名。如果不是您自己发起的，请不要输入。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>The vault's record of what was spent is missing, so that it counts the day as spent.</source>
   <translation>保险库的支出记录缺失，因此当日额度视为已用完。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>The vault's record of what was spent is older than your account's last transaction. Perhaps you use this phrase elsewhere too, or put back an older copy of Licet's data.</source>
   <translation>保险库的支出记录比您账户的最后一笔交易更旧。也许您在别处也使用这组助记词，或恢复了 Licet 数据的旧副本。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>The vault's record of what was spent is older than your account's last transaction. Until {until_at}, every payment asks for your password.</source>
   <translation>保险库的支出记录比您账户的最后一笔交易更旧。在 {until_at} 之前，每笔付款都要输入密码。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>The version appears in your library when the key is answered.</source>
   <translation>密钥得到答复后，该版本会出现在您的模型库中。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>The version that you have is kept. An old one would bring back what the author has corrected.</source>
   <translation>保留您现有的版本。旧版本会带回作者已更正的内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The wallet derives another model key for it than the one that was listed.</source>
   <translation>钱包为它推导出的模型密钥与所上架的不同。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The wallet does not open with this password. Nothing was changed.</source>
   <translation>这个密码打不开钱包。没有任何改动。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The wallet file could not be used</source>
   <translation>无法使用钱包文件</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The wallet file was changed by something else</source>
   <translation>钱包文件被别的程序改动了</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>The wallet has a new password.</source>
   <translation>钱包已换新密码。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>The wallet has no such account</source>
   <translation>钱包中没有这个账户</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The wallet has {address} already.</source>
   <translation>钱包里已经有 {address}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The wallet here has keys. It was left as it is.</source>
   <translation>此处的钱包含有私钥，未作任何更改。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>The wallet is full</source>
   <translation>钱包已满</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <location filename="../../desktop/ui/batch_words.py" />
   <location filename="../../desktop/ui/pages/batch.py" />
   <location filename="../../desktop/ui/pages/own_data.py" />
   <location filename="../../desktop/ui/pages/run.py" />
   <location filename="../../desktop/ui/pages/wallet_room.py" />
   <source>The wallet is locked</source>
   <translation>钱包已锁定</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/no_market.py" />
   <source>The wallet works without one. Whoever deploys the market pays a fee once; everybody can use it then.</source>
   <translation>没有市场也能使用钱包。部署市场的人支付一次手续费，之后人人都能使用。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The weights of {where} do not lie where they should in weights.bin, but at: {found}.</source>
   <translation>{where} 的权重不在 weights.bin 中应在的位置，而在：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>The world sees</source>
   <translation>公开内容</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The {where} carries notes that would change how it is run: {found}.</source>
   <translation>{where} 附带会改变运行方式的元数据：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The {where} carries training steps, which nothing here runs: {found}.</source>
   <translation>{where} 带有训练步骤，这里不会运行它们：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The {where} defines functions of its own, which packing writes out: {found}.</source>
   <translation>{where} 定义了自己的函数（打包时会将其展开）：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The {where} is written in a version of ONNX that is not supported: {found}.</source>
   <translation>{where} 所用的 ONNX 版本不受支持：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The {where} part of the package does not end as it must: {found}.</source>
   <translation>包的 {where} 部分没有按要求结尾：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The {where} part of the package hides bytes between its files: {found}.</source>
   <translation>包的 {where} 部分在文件之间藏有数据：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The {where} part of the package holds a file that it may not: {found}.</source>
   <translation>包的 {where} 部分含有不允许的文件：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The {where} part of the package holds too many files or none: {found}.</source>
   <translation>包的 {where} 部分文件过多或没有文件：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The {where} part of the package is too large: {found}.</source>
   <translation>包的 {where} 部分过大：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The {where} part of the package names a file twice: {found}.</source>
   <translation>包的 {where} 部分两次列出同一文件：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>The {where} prescribes on which devices it runs: {found} times.</source>
   <translation>{where} 自行规定了在哪些设备上运行：{found} 处。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Their maximum</source>
   <translation>取最大值</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Their mean</source>
   <translation>取平均</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>There are no demo coins here</source>
   <translation>这里没有演示币</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>There are no ratings on this network</source>
   <translation>这个网络上没有评分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_ratings.py" />
   <source>There are no ratings on this network.</source>
   <translation>这个网络上没有评分。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>There are none.</source>
   <translation>没有。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>There are too many files in {where}: {found}.</source>
   <translation>{where} 中的文件过多：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>There are too many operators in {where}: {found}.</source>
   <translation>{where} 中的算子过多：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>There are two lists of one version</source>
   <translation>同一版本有两份列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>There is a new version.</source>
   <translation>有新版本。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>There is a new version: {version}.</source>
   <translation>有新版本：{version}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>There is a wallet already</source>
   <translation>已有一个钱包</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>There is no batch to go on with</source>
   <translation>没有可以继续的批次</translation>
  </message>
  <message>
   <location filename="../../desktop/text/tokens.py" />
   <source>There is no contract at this address on this network, so it is no token here.</source>
   <translation>这个网络的该地址上没有合约，所以它在这里不是通证。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>There is no contract at this address on this network. The call would do nothing, and what goes with it would be lost.</source>
   <translation>此网络的这个地址上没有合约。调用不会有任何作用，随附的资产会丢失。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>There is no entry of this wallet in it, or an old one.</source>
   <translation>其中没有本钱包的条目，或条目已过时。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>There is no escrow here: the fee goes straight to the payee, and if nobody answers the contract cannot give it back.</source>
   <translation>此处没有托管：费用直接付给收款方；若无人答复，合约无法退还。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>There is no hurry: the seller can no longer change it.</source>
   <translation>不必着急：卖家已无法改变结果。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>There is no licence to save</source>
   <translation>没有可保存的许可</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>There is no listing {listing}</source>
   <translation>没有商品 {listing}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>There is no market at this address</source>
   <translation>该地址没有市场</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>There is no market on this network yet. The wallet works without one; you can deploy it afterwards.</source>
   <translation>这个网络上还没有市场。没有市场也能使用钱包；之后您可以部署市场。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <source>There is no newer version.</source>
   <translation>没有更新的版本。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>There is no package of it for this system.</source>
   <translation>没有适用于本系统的软件包。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>There is no token at this address</source>
   <translation>这个地址上没有代币</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <source>There is nothing in it to keep.</source>
   <translation>其中没有可保存的内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>There is nothing in it to sign.</source>
   <translation>没有可签名的内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>There is nothing left to send.</source>
   <translation>没有什么要发送的了。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>There is nothing to answer any more</source>
   <translation>已没有需要答复的请求</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>There is nothing to renew</source>
   <translation>没有可续期的许可</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/search.py" />
   <source>There is nothing to search yet</source>
   <translation>还没有可搜索的内容</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>There is nothing to share</source>
   <translation>没有可分享的内容</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>These are no limits</source>
   <translation>这不是有效的限额</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>These are not the bytes that were promised</source>
   <translation>这不是承诺的那些字节</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>These are numbers, with a point for decimals.</source>
   <translation>这里要填数字，小数用点号。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>These are too many nodes</source>
   <translation>节点太多了</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>These are too many tokens</source>
   <translation>代币太多了</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>These end now: {jobs}. What is done is kept, and what was sent goes on by itself.</source>
   <translation>以下任务会就此结束：{jobs}。已完成的会保留，已发送的会自行继续。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>These items have no labels</source>
   <translation>这些样本没有标签</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/judging.py" />
   <source>These models cannot be compared</source>
   <translation>这些模型无法比较</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>These terms do not go together</source>
   <translation>这些条件不相容</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>These words are not a recovery phrase</source>
   <translation>这些单词不是助记词</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>They are marked above.</source>
   <translation>已在上方标出。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>They are onnxruntime {version} and what it needs, as their makers published them: {list}. Each must have the fingerprint that came with Licet; whatever has not is thrown away.</source>
   <translation>它们是 onnxruntime {version} 及其所需组件，均为原作者发布的版本：{list}。每个文件都必须与 Licet 自带的指纹一致，否则会被丢弃。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>They are the key to all accounts that come from them.</source>
   <translation>由它们得出的所有账户，钥匙都是它们。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>They are the last ones.</source>
   <translation>这是最后的问题。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>They are yours to keep: with them the model can be opened without Licet.</source>
   <translation>这些文件归您保存：有了它们，没有 Licet 也能打开模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/judging.py" />
   <source>They do not answer the same kind of question.</source>
   <translation>它们回答的不是同一类问题。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/record_words.py" />
   <source>They do not have the same parts, first at {place}. Of the numbers that both have, the largest difference is {n} ({share} of the larger one).</source>
   <translation>两者的组成不同，首先在 {place}。在共有的数字中，最大差值为 {n}（较大者的 {share}）。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>They do not show the same order. Nothing was signed.</source>
   <translation>它们给出的订单不一致。没有签署任何内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/agreement_sheet.py" />
   <source>This account does not hold enough for it.</source>
   <translation>此账户余额不足。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <location filename="../../desktop/ui/phrases.py" />
   <source>This account does not hold enough for price and fee together.</source>
   <translation>该账户不够同时支付货款和手续费。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/send_dialog.py" />
   <source>This account does not hold enough.</source>
   <translation>该账户余额不足。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>This account has already sent a transaction with this number.</source>
   <translation>该账户已用这个编号发送过一笔交易。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>This account is already there</source>
   <translation>这个账户已经有了</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <source>This account is here already: {name}</source>
   <translation>此账户已在这里：{name}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>This account is only watched</source>
   <translation>此账户仅供观察</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>This account lacks {missing} of the price. It holds {held}.</source>
   <translation>该账户还差 {missing} 才够付价款，现有 {held}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>This account sent another transaction with the same number.</source>
   <translation>该账户用同一编号发送了另一笔交易。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>This account stands above already.</source>
   <translation>这个账户上面已经有了。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>This address cannot be used</source>
   <translation>这个地址不能使用</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>This age file is in its text form</source>
   <translation>这个 age 文件是文本格式</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>This answer cannot be used</source>
   <translation>这个回答无法使用</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>This batch is running</source>
   <translation>这个批次正在运行</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>This calls itself a permit, of a kind that Licet does not know. It may let somebody take what is yours.</source>
   <translation>它自称是许可，但 Licet 不认识这种许可。它可能让别人取走属于您的东西。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/errors.py" />
   <source>This cannot be done</source>
   <translation>无法这样做</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>This chain is already running</source>
   <translation>这条链已在运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/secret_dialog.py" />
   <source>This closes by itself after {n} seconds, and when the wallet locks.</source>
   <translation>{n} 秒后或钱包锁定时，此窗口会自动关闭。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>This computer</source>
   <translation>这台电脑</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/content.py" />
   <source>This computer cannot serve there</source>
   <translation>无法在此处提供下载</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>This computer has</source>
   <translation>本机配备</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_security.py" />
   <source>This computer offers no keychain that Licet can use.</source>
   <translation>这台电脑没有 Licet 可用的钥匙串。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>This computer only (a tunnel or proxy leads here)</source>
   <translation>仅限本机（由隧道或代理转发到此）</translation>
  </message>
  <message>
   <location filename="../../desktop/text/tokens.py" />
   <source>This contract does not tell balances as tokens do. Buyers could not pay with it.</source>
   <translation>这个合约不像通证那样报告余额。买家无法用它付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>This costs {needed_wei} at most, fee included. The account holds {available_wei}.</source>
   <translation>含手续费最多需要 {needed_wei}，而账户中有 {available_wei}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>This data belongs to a newer Licet</source>
   <translation>这些数据属于较新的 Licet</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/transfers.py" />
   <source>This download is paused</source>
   <translation>此下载已暂停</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/signatures.py" />
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>This entry cannot be read: it was changed</source>
   <translation>这条记录无法读取：它被改动过</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>This file cannot be read as a model</source>
   <translation>无法把该文件读作模型</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>This file ends too early</source>
   <translation>这个文件不完整</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_passage.py" />
   <source>This file has changed since it was read. Bring the folder up to date to see the passage.</source>
   <translation>该文件在读取之后已有改动。请更新文件夹以查看段落。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>This file holds no transaction</source>
   <translation>这个文件里没有交易</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>This file is damaged or no wallet</source>
   <translation>该文件已损坏或不是钱包</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/file_inputs.py" />
   <source>This file is larger than {size}.</source>
   <translation>该文件大于 {size}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>This file is no back-up of a wallet</source>
   <translation>此文件不是钱包备份</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>This file is no run record</source>
   <translation>这不是运行记录文件</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>This folder holds an unfinished batch</source>
   <translation>此文件夹中有未完成的批次</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>This folder holds no unfinished batch of this model over this input.</source>
   <translation>此文件夹中没有这个模型对该输入的未完成批次。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>This form would change nothing</source>
   <translation>这种形式不会有任何变化</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>This is an older version</source>
   <translation>这是旧版本</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>This is an order that gives away what is yours. Whoever has it can take it when they like.</source>
   <translation>这是一份出让您资产的订单。拿到它的人可以随时成交。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>This is another file</source>
   <translation>这是另一个文件</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>This is meant for {wanted}, and you are on {present}.</source>
   <translation>这是用于 {wanted} 的，而您现在连接的是 {present}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>This is no address of a list</source>
   <translation>这不是列表的网址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>This is no address, or a digit of it is wrong.</source>
   <translation>这不是地址，或其中有一位写错了。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialogs.py" />
   <source>This is no amount</source>
   <translation>这不是金额</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>This is no back-up of this wallet's purchases</source>
   <translation>这不是本钱包的购买备份</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>This is no block list</source>
   <translation>这不是屏蔽列表</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>This is no derivation path</source>
   <translation>这不是派生路径</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>This is no file of contacts</source>
   <translation>这不是联系人文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/file_inputs.py" />
   <source>This is no file that can be read.</source>
   <translation>这不是可以读取的文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>This is no licence, model or back-up file</source>
   <translation>这不是许可、模型或备份文件</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>This is no model of texts</source>
   <translation>这不是文本模型</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>This is no name of ENS</source>
   <translation>这不是 ENS 名称</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <source>This is no path yet. One looks like m/44'/60'/0'/0/0.</source>
   <translation>这还不是路径。路径形如 m/44'/60'/0'/0/0。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>This is no payment link</source>
   <translation>这不是付款链接</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>This is no port</source>
   <translation>这不是有效端口</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>This is no signed document of Licet</source>
   <translation>这不是 Licet 的签名文件</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>This is no snapshot of a catalogue</source>
   <translation>这不是目录快照</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>This is not a network node</source>
   <translation>这不是网络节点</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>This is not a network's link</source>
   <translation>这不是网络链接</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>This is not a private key</source>
   <translation>这不是私钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_downloads.py" />
   <source>This is not a web address: {text}</source>
   <translation>这不是网址：{text}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>This is not an address</source>
   <translation>这不是地址</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>This is not an address that a listing may name.</source>
   <translation>商品不能使用这样的地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>This is not an amount</source>
   <translation>这不是金额</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>This is not the address of a node</source>
   <translation>这不是节点的地址</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>This is not the file that was named</source>
   <translation>这不是指定的文件</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>This is not the snapshot that was asked for</source>
   <translation>这不是所要的快照</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>This is not there any more</source>
   <translation>它已经不在了</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/effects.py" />
   <source>This is not what you were shown</source>
   <translation>这与给您看的不一致</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>This is not {name}. It only begins and ends like that address: forgers make such addresses to be copied by mistake.</source>
   <translation>这不是 {name}，只是首尾与其地址相似：伪造者制作这种地址，等人误抄。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <source>This is the back-up of another wallet</source>
   <translation>这是另一个钱包的备份</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>This is the contract of a token ({token}), not of a person. What is sent to it is lost for good.</source>
   <translation>这是代币合约（{token}），不是个人地址。发送到此处的资产将永久丢失。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>This is the only account</source>
   <translation>这是唯一的账户</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>This is unusual, or more than your limits allow in a day.</source>
   <translation>这笔操作不寻常，或超出了您的每日限额。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>This is your own account.</source>
   <translation>这是您自己的账户。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>This key fee is too large.</source>
   <translation>此密钥费过大。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>This licence belongs to another wallet</source>
   <translation>这份许可属于另一个钱包</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>This licence cannot be passed on</source>
   <translation>此许可不可转让</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>This licence is not final</source>
   <translation>这份许可尚未最终生效</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>This licence is paid in a token</source>
   <translation>此许可以通证支付</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>This link wants more than a payment</source>
   <translation>此链接要求的不只是付款</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>This listing is not under your key</source>
   <translation>这个商品不在您的密钥之下</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>This listing names no address: nobody can fetch it. Publish it again.</source>
   <translation>该商品没有任何地址：谁也无法下载。请重新发布。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/effects.py" />
   <source>This message cannot be read</source>
   <translation>无法读取这条消息</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>This message cannot be signed</source>
   <translation>无法签署这条消息</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/effects.py" />
   <source>This message is too long to be shown</source>
   <translation>这条消息太长，无法完整显示</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>This model cannot be run yet</source>
   <translation>这个模型还不能运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>This model cannot search</source>
   <translation>该模型不能用于搜索</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>This model package breaks the rules</source>
   <translation>这个模型软件包违反规则</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>This name is kept outside the chain</source>
   <translation>此名称保存在链外</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>This name means somebody by itself</source>
   <translation>此名称本身已指向某人</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>This needs your signature or your keys, and they are locked away.</source>
   <translation>这需要您的签名或密钥，而它们已锁起来。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/no_market.py" />
   <source>This network has no market yet</source>
   <translation>这个网络还没有市场</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>This network has no names</source>
   <translation>此网络没有名称服务</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>This network has no revenue splits</source>
   <translation>这个网络不支持收入分账</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>This network is in use</source>
   <translation>正在使用这个网络</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>This network lacks the deployment proxy</source>
   <translation>这个网络缺少部署代理合约</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>This node belongs to another network</source>
   <translation>该节点属于另一个网络</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>This number is used: {mined} transactions of the account are in blocks already.</source>
   <translation>这个编号已用过：该账户已有 {mined} 笔交易在区块中。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>This one does not pay enough to take its place, so nodes would refuse it. Wait for the other, or make the file anew with a higher fee.</source>
   <translation>这一笔出价不足以取代它，节点会拒绝。请等待另一笔完成，或以更高的手续费重新生成文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <location filename="../../desktop/ui/pages/key_dialogs.py" />
   <source>This password is too short</source>
   <translation>密码太短</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialog.py" />
   <source>This price or less</source>
   <translation>此价格或更低</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialog.py" />
   <source>This price or less, in {unit}</source>
   <translation>此价格或更低（{unit}）</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>This record is not genuine</source>
   <translation>这份记录不真实</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>This report cannot be read</source>
   <translation>这份报告无法读取</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_reviews.py" />
   <source>This report cannot be read: it was altered, or made by a later version of Licet.</source>
   <translation>这份报告无法读取：它被改动过，或由更新版本的 Licet 生成。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>This run cannot be exported</source>
   <translation>这次运行无法导出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>This setting does not take that value</source>
   <translation>该设置不接受这个值</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>This signature lets somebody act in your name. It needs no transaction, and costs no fee.</source>
   <translation>这个签名允许别人以您的名义操作，无需交易，也不花手续费。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>This signature lets somebody take what is yours. It needs no transaction, and costs no fee.</source>
   <translation>这个签名让别人可以取走属于您的东西。它不需要交易，也不花手续费。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>This snapshot is not of your chain</source>
   <translation>这份快照不属于您的链</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>This snapshot is of another market</source>
   <translation>这份快照属于另一个市场</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>This snapshot is wrong</source>
   <translation>这份快照有误</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>This snapshot was wrong</source>
   <translation>这份快照曾有误</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>This snapshot, or another one of its maker, was wrong before</source>
   <translation>这份快照或同一制作者的其他快照曾有误</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>This split exists already; nothing has to be made.</source>
   <translation>这个分账合约已经存在，无需创建。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>This step failed</source>
   <translation>此步骤失败</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>This system cannot open sealed models yet</source>
   <translation>此系统目前无法打开封装的模型</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>This system lets no program look at the screen without asking, and gave nothing.</source>
   <translation>此系统不允许程序未经询问读取屏幕，没有给出内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>This token calls itself like the coin of this network. It is not the coin: anybody can name a token so.</source>
   <translation>这个通证的名字与本网络的原生币相仿。它不是原生币：谁都可以给通证起这样的名字。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/tokens.py" />
   <source>This token calls itself like the coin of this network. Licet shows it by its address, so that nobody takes it for the coin.</source>
   <translation>这个通证的名字与本网络的原生币相仿。Licet 以地址显示它，以免有人误认。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/tokens.py" />
   <source>This token cannot be a price</source>
   <translation>不能用这个通证标价</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/tokens.py" />
   <source>This token cannot be read</source>
   <translation>无法读取这个通证</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>This token does not say how many decimals it has. Amounts of it are shown in its smallest unit.</source>
   <translation>这个通证没有说明小数位数。其金额以最小单位显示。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/tokens.py" />
   <source>This token does not say how many decimals it has. The price is counted in its smallest unit.</source>
   <translation>这个通证没有说明小数位数。价格以其最小单位计。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>This token has a name like the network's coin, and is not the coin.</source>
   <translation>此代币的名称与网络的原生币相似，但并不是原生币。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/tokens.py" />
   <source>This token has no symbol that can be shown. Licet shows it by its address.</source>
   <translation>这个通证没有可以显示的符号。Licet 以地址显示它。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>This token keeps a part of every payment, so the contract refuses it. Nothing can be bought with it.</source>
   <translation>这个通证会从每笔付款中扣下一部分，所以合约不接受。无法用它购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/tokens.py" />
   <source>This token keeps a part of what is paid</source>
   <translation>这个通证会扣下一部分付款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_dialog.py" />
   <source>This token wants its approval at zero first: two transactions are sent, one after the other.</source>
   <translation>此代币要求先将授权归零：将依次发送两笔交易。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>This took too long</source>
   <translation>耗时太长</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>This transaction is not complete</source>
   <translation>这笔交易不完整</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>This version was proven bad</source>
   <translation>该版本已被证明有问题</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>This wallet file asks for too much</source>
   <translation>这个钱包文件要求太多</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>This wallet has no key for that account</source>
   <translation>本钱包没有该账户的密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>This wallet has no such licence</source>
   <translation>此钱包没有这样的许可</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>This wallet only watches</source>
   <translation>此钱包仅供观察</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>This was bought on another network</source>
   <translation>这是在另一个网络上购买的</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>This was not finished</source>
   <translation>上次没有完成</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>This would fail, and cost the network fee all the same.</source>
   <translation>这会失败，但仍要付网络手续费。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Threshold</source>
   <translation>阈值</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Threshold of an anomaly</source>
   <translation>异常的阈值</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare.py" />
   <source>Tick at least two models of one task.</source>
   <translation>请勾选同一任务的至少两个模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Tick what you want to take.</source>
   <translation>请勾选要取回的款项。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/written.py" />
   <source>Tile {done} of {total}</source>
   <translation>第 {done} 块，共 {total} 块</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/written.py" />
   <source>Tile {done} of {total}, about {time} left</source>
   <translation>第 {done} 块，共 {total} 块，大约还需 {time}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/activity.py" />
   <location filename="../../desktop/ui/models/records.py" />
   <location filename="../../desktop/ui/models/signatures.py" />
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Time</source>
   <translation>时间</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>Time of one item</source>
   <translation>每个样本的时间</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>Time of one item (ms)</source>
   <translation>每个样本的时间（毫秒）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>Tip, per gas</source>
   <translation>每单位 gas 小费</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <location filename="../../desktop/ui/pages/payment_form.py" />
   <location filename="../../desktop/ui/pages/signatures.py" />
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <location filename="../../desktop/ui/widgets/payee_field.py" />
   <source>To</source>
   <translation>到</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>To be signed</source>
   <translation>待签名</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>To deliver</source>
   <translation>待交付</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>To follow “{name}”, a server chosen by the name's owner would have to be asked, and would learn who asks. Licet does not do that.</source>
   <translation>解析“{name}”须询问其所有者指定的服务器，对方会得知是谁在询问。Licet 不这样做。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/typed_warning.py" />
   <source>To go on, type “{sentence}”</source>
   <translation>要继续，请输入“{sentence}”</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/fit_panel.py" />
   <source>To load</source>
   <translation>加载</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>To one payee {limit} at most</source>
   <translation>付给单个收款人最多 {limit}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/content.py" />
   <source>To seed from here, say by which address buyers reach this computer.</source>
   <translation>要从这里做种，请填写买家访问这台电脑所用的地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>To take the place of the earlier one, both numbers must rise by more than a tenth: at least {most} and {tip} gwei.</source>
   <translation>要取代先前那一笔，两个数都须提高十分之一以上：至少 {most} 和 {tip} gwei。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>Together 100 %</source>
   <translation>合计 100 %</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order.py" />
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Token</source>
   <translation>通证</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_row.py" />
   <source>Token without a name</source>
   <translation>无名代币</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/token_card.py" />
   <source>Token without a usable name</source>
   <translation>没有可用名称的代币</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Tokenizer</source>
   <translation>分词器</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/token_card.py" />
   <source>Tokens</source>
   <translation>代币</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>Too far by</source>
   <translation>超出倍数</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Too few items to tell</source>
   <translation>样本太少，无法判断</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Too few items.</source>
   <translation>样本太少。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/tastes.py" />
   <source>Too few purchases for a map</source>
   <translation>购买太少，无法绘制地图</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Too little memory is free</source>
   <translation>空闲内存太少</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Too little space on the disk</source>
   <translation>磁盘空间太少</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/content.py" />
   <source>Too many addresses</source>
   <translation>地址过多</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>Too short</source>
   <translation>太短</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>Too slow here</source>
   <translation>在本机过慢</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/records.py" />
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Took</source>
   <translation>耗时</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/agreement_sheet.py" />
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <location filename="../../desktop/ui/pages/send_dialog.py" />
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Total, at most</source>
   <translation>总额上限</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/effect_bar.py" />
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <location filename="../../desktop/ui/pages/order.py" />
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <source>Transaction</source>
   <translation>交易</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Transaction from a file</source>
   <translation>文件中的交易</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <source>Transaction of {time}</source>
   <translation>{time} 的交易</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <source>Transaction {hash}</source>
   <translation>交易 {hash}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>Transactions (*.json *.txt)</source>
   <translation>交易文件 (*.json *.txt)</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>Transactions are taken in order. Number {next} of this account must be in a block before this one, number {nonce}.</source>
   <translation>交易按顺序收录。这一笔的编号是 {nonce}，须等这个账户编号 {next} 的交易先进区块。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>Transactions of this account with lower numbers must be in a block first. It can be sent now, and waits.</source>
   <translation>这个账户编号更小的交易须先进区块。现在可以发送，它会排队等候。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/effects.py" />
   <source>Tried again just before signing, it came out otherwise. {differences} Nothing was signed.</source>
   <translation>签名前再次试运行，结果不同了。{differences} 没有签名。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/fit_panel.py" />
   <source>Tried on</source>
   <translation>试用输入</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Tried {when}: it brings back {accounts} and opens {licences}.</source>
   <translation>{when}试过：可找回 {accounts}，并能打开 {licences}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Tried {when}: it brings back {accounts}.</source>
   <translation>{when}试过：可找回 {accounts}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_items.py" />
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <location filename="../../desktop/ui/widgets/plots.py" />
   <source>True</source>
   <translation>真实</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/outcomes.py" />
   <source>True label</source>
   <translation>真实标签</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/outcome_dialog.py" />
   <source>True label: {label}</source>
   <translation>真实标签：{label}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_setup.py" />
   <source>True labels</source>
   <translation>真实标签</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <source>Try</source>
   <translation>试一试</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Try a back-up file</source>
   <translation>试一试备份文件</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>Try a smaller input, or close other programs.</source>
   <translation>请用更小的输入，或关闭其他程序。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>Try a smaller input.</source>
   <translation>请用更小的输入。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>Try a smaller input. If the model's own samples take as long, tell the seller.</source>
   <translation>请尝试较小的输入。如果模型自带的样本也同样耗时，请告知卖家。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approvals.py" />
   <location filename="../../desktop/ui/pages/order_review.py" />
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <location filename="../../desktop/ui/pages/run_place.py" />
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <location filename="../../desktop/ui/widgets/found_accounts.py" />
   <location filename="../../desktop/ui/widgets/paged_list.py" />
   <location filename="../../desktop/ui/widgets/states.py" />
   <source>Try again</source>
   <translation>重试</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/effects.py" />
   <source>Try again and look at it closely.</source>
   <translation>请重试，并仔细核对。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/reviews.py" />
   <source>Try again later, or choose a node that keeps old logs.</source>
   <translation>请稍后再试，或选择保留旧日志的节点。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/tokens.py" />
   <source>Try again later, or look for another model. Nothing is paid twice.</source>
   <translation>请稍后再试，或另选模型。不会重复付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Try again later, or tell the seller.</source>
   <translation>请稍后再试，或告知卖家。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Try again later; if it stays so, choose other nodes in the settings.</source>
   <translation>请稍后再试；如果一直如此，请在设置中选择其他节点。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Try again, or choose a smaller input.</source>
   <translation>请重试，或选择更小的输入。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Try again, or choose another node in Settings.</source>
   <translation>请重试，或在“设置”中换一个节点。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Try again, or choose another node in Settings. Nothing was lost.</source>
   <translation>请重试，或在“设置”中换一个节点。没有任何损失。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/errors.py" />
   <source>Try again. If it happens again, the log under Settings has what the makers need.</source>
   <translation>请重试。如果再次发生，“设置”下的日志里有开发者所需的信息。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Try again. Nothing was paid.</source>
   <translation>请重试。没有付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Try again: Licet starts a fresh one.</source>
   <translation>请重试：Licet 会启动一个新的进程。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>Try again: a fresh process is started. If it ends again, the model is at fault.</source>
   <translation>请重试：会启动一个新的进程。如果再次结束，则是模型本身的问题。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Try again: the fee is read afresh.</source>
   <translation>请重试：会重新读取手续费。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Try again: the same transaction is sent, never a second one.</source>
   <translation>请重试：发送的是同一笔交易，绝不会有第二笔。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>Try another input. If the model's own samples fail too, tell the seller.</source>
   <translation>请换一个输入。如果模型自带的样例也失败，请告知卖家。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>Try another maker's, or let Licet read the catalogue from the chain itself.</source>
   <translation>请换一位制作者的快照，或让 Licet 自己从链上读取目录。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>Try fewer words, or everything.</source>
   <translation>请减少关键词，或查看全部。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/fit_panel.py" />
   <source>Try how it runs here</source>
   <translation>试试在本机的运行情况</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/fit_panel.py" />
   <source>Try it again</source>
   <translation>再试一次</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Try one…</source>
   <translation>试一份…</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/judging.py" />
   <source>Try the model's own samples. If they fail too, tell the seller.</source>
   <translation>请试试模型自带的样例。如果它们也失败，请告诉卖家。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <source>Try the restore with your words</source>
   <translation>用助记词试一次恢复</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>Try to mend it</source>
   <translation>尝试修复</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/fit_panel.py" />
   <source>Trying</source>
   <translation>正在试运行</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Trying 8-bit weights</source>
   <translation>正在尝试 8 位权重</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/fit_panel.py" />
   <source>Trying a model here</source>
   <translation>正在本机试运行模型</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Trying half precision</source>
   <translation>正在尝试半精度</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Trying it as a buyer will</source>
   <translation>正在像买家那样试用</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_dialog.py" />
   <source>Trying it at the node…</source>
   <translation>正在节点上试算…</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Trying the back-up</source>
   <translation>正在试备份</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_taste.py" />
   <source>Turned off. What was kept is deleted.</source>
   <translation>已关闭，保存的数据已删除。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_taste.py" />
   <source>Turning it off deletes the row, not only hides it. Copies that were made for back-up keep theirs.</source>
   <translation>关闭时会删除这行数据，而不只是隐藏。此前的备份副本仍会保留。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Two files tell different things.</source>
   <translation>两个文件的说法不一致。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Two nodes tell different things</source>
   <translation>两个节点说法不一</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Two runs compared</source>
   <translation>两次运行的比较</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Two transactions: the first lets the contract take exactly {price} in purchases of this account, the second buys.</source>
   <translation>两笔交易：第一笔允许合约在本账户购买时恰好收取 {price}，第二笔完成购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/overlays.py" />
   <source>Type a command or a page</source>
   <translation>输入命令或页面名称</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <source>Type all of them instead</source>
   <translation>改为输入全部</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/key_dialogs.py" />
   <source>Type the same one twice.</source>
   <translation>请两次输入相同的密码。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>Type three of them</source>
   <translation>请填写其中三个</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/typed_warning.py" />
   <source>Type: {sentence}</source>
   <translation>请输入：{sentence}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Typed by you when the wallet came to this computer.</source>
   <translation>钱包来到这台电脑时由您输入。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/chain_notices.py" />
   <source>Understood</source>
   <translation>知道了</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/shelf_strip.py" />
   <source>Undo</source>
   <translation>撤销</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>Unfinished download</source>
   <translation>未完成的下载</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Unit of boxes</source>
   <translation>框的单位</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Units</source>
   <translation>数量（最小单位）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/adding_panel.py" />
   <location filename="../../desktop/ui/pages/batch.py" />
   <location filename="../../desktop/ui/pages/library.py" />
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <location filename="../../desktop/ui/pages/own_data.py" />
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <location filename="../../desktop/ui/pages/run.py" />
   <location filename="../../desktop/ui/pages/search.py" />
   <location filename="../../desktop/ui/pages/sell.py" />
   <location filename="../../desktop/ui/pages/wallet_room.py" />
   <location filename="../../desktop/ui/shell.py" />
   <source>Unlock</source>
   <translation>解锁</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Unlock by password, then enable the keychain again in Settings.</source>
   <translation>请用密码解锁，然后在“设置”中重新启用钥匙串。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Unlock by password. On Linux, start a keyring such as GNOME Keyring or KWallet first.</source>
   <translation>请用密码解锁。在 Linux 上，请先启动 GNOME Keyring 或 KWallet 之类的钥匙串。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Unlock it and add the address to its accounts.</source>
   <translation>请解锁钱包，再把该地址添加到它的账户中。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <source>Unlock it, and the batch goes on from here. What is done is kept.</source>
   <translation>解锁后，批次会从这里继续。已完成的部分已保留。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <location filename="../../desktop/ui/rail.py" />
   <location filename="../../desktop/ui/shell.py" />
   <source>Unlock the wallet</source>
   <translation>解锁钱包</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>Unlock the wallet and open the order. A fault can be proven until {time} ({left} left).</source>
   <translation>请解锁钱包并打开订单。{time} 之前可以证明有误（还剩 {left}）。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Unlock the wallet and try again.</source>
   <translation>请解锁钱包后再试。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <source>Unlock the wallet first: its account signs the list.</source>
   <translation>请先解锁钱包：列表由其账户签名。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>Unlock the wallet first: its account signs the record.</source>
   <translation>请先解锁钱包：记录由其账户签署。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Unlock the wallet that bought the model.</source>
   <translation>请解锁购买该模型的钱包。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Unlock the wallet that made the listing. Nothing was signed.</source>
   <translation>请解锁上架该商品的钱包。没有签署任何内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Unlock the wallet to buy.</source>
   <translation>请解锁钱包后购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_security.py" />
   <source>Unlock the wallet to change this.</source>
   <translation>请解锁钱包后更改。</translation>
  </message>
  <message>
   <location filename="../../desktop/commands/wallet_policy.py" />
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Unlock the wallet to check that none is missing at the end.</source>
   <translation>解锁钱包后才能核对末尾是否缺少记录。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>Unlock the wallet to see its limits: they lie in it, encrypted.</source>
   <translation>解锁钱包后才能查看限额：它们加密保存在钱包中。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>Unlock to buy</source>
   <translation>解锁后购买</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Unlock to take it home</source>
   <translation>解锁后取回</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_security.py" />
   <source>Unlock with this computer's keychain</source>
   <translation>用这台电脑的钥匙串解锁</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/rail.py" />
   <source>Unlocked</source>
   <translation>已解锁</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/shell.py" />
   <source>Unlocking</source>
   <translation>正在解锁</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>Unpacking {part}</source>
   <translation>正在解压 {part}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run.py" />
   <location filename="../../desktop/ui/pages/search.py" />
   <source>Unsealing the model into memory</source>
   <translation>正在把模型解封到内存</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>Until {time} you can refund the order in the contract, which also pays me your bond for it; or send the price to {account} as an ordinary payment.</source>
   <translation>在 {time} 之前，您可以在合约中退还此订单（您为它缴纳的保证金也会付给我）；或者把货款直接转到 {account}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>Until {time}, every payment asks for your password</source>
   <translation>在 {time} 之前，每笔付款都要输入密码</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>Unwrap it with an age tool, or ask for the file itself.</source>
   <translation>请用 age 工具还原它，或者索取原始文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/market_words.py" />
   <source>Up to 1 GB</source>
   <translation>不超过 1 GB</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/market_words.py" />
   <source>Up to 10 GB</source>
   <translation>不超过 10 GB</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/market_words.py" />
   <source>Up to 10 MB</source>
   <translation>不超过 10 MB</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/market_words.py" />
   <source>Up to 100 MB</source>
   <translation>不超过 100 MB</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Up to three transactions: an earlier approval is taken back, a new one lets the contract take exactly {price}, and the last one buys.</source>
   <translation>最多三笔交易：先收回先前的授权，再允许合约恰好收取 {price}，最后一笔完成购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_row.py" />
   <source>Up to {amount}</source>
   <translation>最多 {amount}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_row.py" />
   <source>Up to {amount}, until {time}</source>
   <translation>最多 {amount}，截止 {time}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/market_words.py" />
   <location filename="../../desktop/ui/pages/market_filters.py" />
   <source>Up to {price}</source>
   <translation>不超过 {price}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>Upload at most</source>
   <translation>上传上限</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>Use</source>
   <translation>使用</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>Use Linux for now.</source>
   <translation>目前请使用 Linux。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Use a copy of the file, or restore the wallet from your recovery phrase. Nothing was changed.</source>
   <translation>请使用该文件的副本，或用助记词恢复钱包。没有任何改动。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>Use a word by which you know this person.</source>
   <translation>请用您称呼此人的词。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>Use a word of your own for this person.</source>
   <translation>请用您自己的称呼。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <location filename="../../desktop/ui/pages/key_dialogs.py" />
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>Use at least {n} characters. A few random words are best.</source>
   <translation>至少使用 {n} 个字符。几个随机的词最好。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Use it</source>
   <translation>使用</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/dialogs.py" />
   <source>Use the system's keychain</source>
   <translation>使用系统钥匙串</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_card.py" />
   <source>Use this account</source>
   <translation>使用此账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>Use this list</source>
   <translation>使用此列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>Use this network</source>
   <translation>使用这个网络</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>Usual limit</source>
   <translation>恢复通常限额</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/histograms.py" />
   <source>Values</source>
   <translation>数值</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Values of the picture that comes out</source>
   <translation>输出图片的取值</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Values of the pixels</source>
   <translation>像素值</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>Vector</source>
   <translation>向量</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Verified: it fits the rules and passes its own tests.</source>
   <translation>已验证：符合规则，并通过了自带的测试。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/steps.py" />
   <source>Verify</source>
   <translation>验证</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>Verify my library</source>
   <translation>检查我的模型库</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Verifying a package</source>
   <translation>正在验证软件包</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>Verifying the library</source>
   <translation>正在检查模型库</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <location filename="../../desktop/text/messages.py" />
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <location filename="../../desktop/ui/record_words.py" />
   <source>Version</source>
   <translation>版本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/rating_words.py" />
   <location filename="../../desktop/ui/record_words.py" />
   <source>Version of Licet</source>
   <translation>Licet 版本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/record_words.py" />
   <source>Version of onnxruntime</source>
   <translation>onnxruntime 版本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>Version {version} is out</source>
   <translation>版本 {version} 已发布</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Versions</source>
   <translation>版本</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Wait a little and try again, or choose another node in Settings.</source>
   <translation>请稍等再试，或在“设置”中换一个节点。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>Wait a minute and look again.</source>
   <translation>请稍等一分钟再查看。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Wait for a few more blocks</source>
   <translation>请再等几个区块</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>Wait until it has caught up, or name an earlier block.</source>
   <translation>请等它追上，或指定更早的区块。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Wait until it is in a block.</source>
   <translation>请等它进入区块。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/market.py" />
   <source>Wait until the first has ended.</source>
   <translation>请等前一批结束。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>Wait until the node has caught up, or connect to another one.</source>
   <translation>请等节点追上，或连接其他节点。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>Wait, or try again later: it is never paid twice.</source>
   <translation>请等待，或稍后再试：绝不会重复付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <source>Waiting</source>
   <translation>等待中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/download_words.py" />
   <source>Waiting for a source</source>
   <translation>正在等待来源</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>Waiting for the key</source>
   <translation>等待密钥</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>Waiting for the network</source>
   <translation>等待网络确认</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Waiting for the seller</source>
   <translation>等待卖家</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>Waits for your wallet to be unlocked</source>
   <translation>等待解锁钱包</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <location filename="../../desktop/ui/pages/record_view.py" />
   <location filename="../../desktop/ui/record_words.py" />
   <source>Walled in</source>
   <translation>隔离</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run.py" />
   <source>Walled in: {level}</source>
   <translation>隔离：{level}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting.py" />
   <location filename="../../desktop/ui/pages/signatures.py" />
   <location filename="../../desktop/ui/rail.py" />
   <location filename="../../desktop/ui/widgets/wallet_head.py" />
   <source>Wallet</source>
   <translation>钱包</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings.py" />
   <source>Wallet, orders, models and settings lie in this folder, and nowhere else. Logs hold no secrets.</source>
   <translation>钱包、订单、模型和设置都在这个文件夹里，别处没有。日志不含秘密。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/places.py" />
   <source>Wallet: balance, send, receive</source>
   <translation>钱包：余额、发送、接收</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Was wrong, read anew</source>
   <translation>曾有误，已重新读取</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/watch_button.py" />
   <source>Watch</source>
   <translation>关注</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <source>Watch an account</source>
   <translation>观察账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Watch an address</source>
   <translation>观察地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/listing_card.py" />
   <source>Watch it (Space)</source>
   <translation>关注（空格键）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/watching.py" />
   <location filename="../../desktop/ui/widgets/watch_button.py" />
   <source>Watch it no more</source>
   <translation>取消关注</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/listing_card.py" />
   <source>Watch it no more (Space)</source>
   <translation>不再关注（空格键）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Watch this address</source>
   <translation>观察此地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Watched only</source>
   <translation>仅观察</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_lists.py" />
   <location filename="../../desktop/ui/pages/watching.py" />
   <location filename="../../desktop/ui/widgets/watch_button.py" />
   <source>Watching</source>
   <translation>关注</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/rail.py" />
   <source>Watching only</source>
   <translation>仅观察</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/places.py" />
   <source>Watching: what is new</source>
   <translation>关注：有什么新消息</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/run_tabs.py" />
   <source>Ways to use this model</source>
   <translation>使用此模型的方式</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>Went out</source>
   <translation>转出</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/activity.py" />
   <source>What</source>
   <translation>事项</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contacts.py" />
   <location filename="../../desktop/ui/pages/rules_dialog.py" />
   <location filename="../../desktop/ui/pages/send_dialog.py" />
   <source>What Licet warns of</source>
   <translation>Licet 会提醒什么</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>What a large number means</source>
   <translation>数值大表示什么</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>What answers there is no IPFS node.</source>
   <translation>那里应答的不是 IPFS 节点。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/effect_bar.py" />
   <location filename="../../desktop/ui/widgets/outcome_view.py" />
   <source>What came</source>
   <translation>实际结果</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>What came back</source>
   <translation>退回的款项</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>What came is not what was promised</source>
   <translation>收到的与承诺的不符</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>What came is not what was promised. For a key that was asked for, the contract cannot give the fee back; tell the seller. What you had before still runs.</source>
   <translation>收到的内容与承诺不符。对于索取的密钥，合约无法退还费用；请告知卖家。您原有的版本仍可运行。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>What came is not what was promised. The contract gives your money back.</source>
   <translation>收到的与承诺的不符。合约会退还您的货款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>What changes</source>
   <translation>有何变化</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting.py" />
   <source>What contracts owe to your accounts will be listed here.</source>
   <translation>合约应付给您账户的款项会列在这里。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/popularity_card.py" />
   <source>What counts</source>
   <translation>计入的</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>What did you do, what did you expect, and what happened?</source>
   <translation>您做了什么，期望什么，实际发生了什么？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>What do you say to this?</source>
   <translation>您想怎样回复？</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>What does it do?</source>
   <translation>它做什么？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/popularity_card.py" />
   <source>What does not</source>
   <translation>不计入的</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>What does not fit: {rule}.</source>
   <translation>不符之处：{rule}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>What happened since is read from the chain. The rest of it is compared while Licet runs.</source>
   <translation>此后发生的会从链上读取，其余部分会在 Licet 运行时继续核对。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>What happens now</source>
   <translation>接下来</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>What is done is kept; the same command with --resume goes on from there.</source>
   <translation>已完成的部分已保留；同一命令加上 --resume 即可从那里继续。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>What is in it</source>
   <translation>其中有什么</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>What is it good at, and where does it fail? You can leave this empty.</source>
   <translation>它擅长什么，在哪里出错？可以留空。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_lists.py" />
   <source>What is new</source>
   <translation>新消息</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>What is on offer is read from the chain. A snapshot is what another client has read already: it saves the time, and nothing in it is believed unseen. A random part is compared with the chain before it is used, the rest while you go on.</source>
   <translation>在售商品从链上读取。快照是别人的客户端已经读好的内容：可以节省时间，但不会不经核对就采信。使用前会随机抽取一部分与链上核对，其余部分在您使用时继续核对。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>What is paid differs from the listing's price by more than {threshold} %.</source>
   <translation>所付金额与商品标价相差超过 {threshold} %。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>What is pasted has characters that cannot be seen.</source>
   <translation>粘贴的内容含有不可见字符。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>What is wrong: {reason}.</source>
   <translation>问题是：{reason}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/judging.py" />
   <source>What it answers has no right or wrong that a label could tell.</source>
   <translation>它的回答没有标签能判断的对错。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>What it costs is not known.</source>
   <translation>费用未知。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/outcome_view.py" />
   <source>What it did cannot be told from this block</source>
   <translation>无法从此区块看出它做了什么</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <source>What it hid is shown again. Its entries are deleted from this computer.</source>
   <translation>它隐藏的内容会重新显示，其条目会从这台电脑上删除。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>What it is about, in one sentence</source>
   <translation>用一句话说明其内容</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sign_elsewhere_dialog.py" />
   <source>What it is for; travels in the file</source>
   <translation>用途说明，会写进文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/outcome_view.py" />
   <source>What it is to do</source>
   <translation>它将做什么</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_card.py" />
   <source>What it says</source>
   <translation>列表内容</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/disagreements.py" />
   <source>What it says about listings is not what the chain or your other nodes say. It is read from the others.</source>
   <translation>它关于商品的说法与链上或您的其他节点不符。内容改从其他节点读取。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>What it says is then believed where Licet would else ask a second node first.</source>
   <translation>这样，在 Licet 本来要先询问第二个节点的地方，会直接相信它的说法。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>What it tells of the {what} is not what the contract keeps of it. It was not believed, and the order is kept.</source>
   <translation>它所说的{what}与合约保存的不符。没有采信，订单保持不变。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>What makes probabilities of the scores</source>
   <translation>如何把得分变成概率</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>What nobody but you can know</source>
   <translation>只有您才知道的</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>What nobody can promise: that the model is good for what you want. See its claims.</source>
   <translation>没有人能承诺的是：模型适合您的用途。请看它的声明。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>What ran, on what, with which result: digests, not the data.</source>
   <translation>运行了什么、用何输入、得何结果：只存摘要，不存数据。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>What stands in the catalogue now was compared with the chain, or read from it.</source>
   <translation>目录中现有的内容都已与链上核对，或直接从链上读取。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>What the author of the model allows; an SPDX name.</source>
   <translation>模型作者允许什么；SPDX 名称。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>What the contract at the address is told.</source>
   <translation>交给该地址合约的内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/wallet.py" />
   <source>What the contracts hold for your accounts</source>
   <translation>合约为您的账户保管的款项</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>What the files tell does not fit the number of outputs.</source>
   <translation>文件中的内容与输出的数量不符。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>What the licence grants does not go together</source>
   <translation>许可授予的内容互相矛盾</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_card.py" />
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>What the list may do</source>
   <translation>列表可以做什么</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>What the market keeps for you in {token} goes to {to}.</source>
   <translation>市场为您保管的 {token} 转到 {to}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>What the market keeps for {to} in {token} is paid to that account.</source>
   <translation>市场为 {to} 保管的 {token} 付给该账户。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <source>What the models take on this disk, and whether they are sound</source>
   <translation>模型占用的磁盘空间，以及它们是否完好</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>What the signature is of</source>
   <translation>签名对应的摘要</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>What these models answer cannot be compared so. Look at the items.</source>
   <translation>这些模型的回答无法这样比较。请逐个查看样本。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <source>What this back-up brings back</source>
   <translation>这份备份能找回什么</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>What this batch had run already was changed since.</source>
   <translation>这个批次已运行过的数据后来被修改了。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <source>What this batch had run already was changed since. Its results so far are kept; run the data again as a new batch.</source>
   <translation>这个批次已运行过的数据后来被修改了。现有结果已保留；请用新批次重新运行这些数据。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>What this device needs is not installed.</source>
   <translation>尚未安装此设备所需的组件。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>What to hide</source>
   <translation>隐藏什么</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>What to look for</source>
   <translation>要查找的内容</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/effects.py" />
   <source>What was about to be signed differs from what you agreed to. Nothing was signed.</source>
   <translation>即将签名的内容与您同意的不同。没有签名。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>What was asked for cannot be a limit ({reason}).</source>
   <translation>所填内容不能作为限额（{reason}）。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>What was copied last is no picture.</source>
   <translation>最后复制的内容不是图片。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>What was delivered is wrong, but the time to prove it has passed. Only the seller can still give the money back.</source>
   <translation>交付的内容有误，但举证时间已过。现在只有卖家还能退款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>What was fetched already is kept. Try again, or name another source.</source>
   <translation>已获取的部分会保留。请重试，或另指定来源。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>What was found</source>
   <translation>已得知</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>What was not compared yet is being thrown away and read from the chain.</source>
   <translation>尚未核对的部分正在丢弃，并从链上重新读取。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>What was pasted held characters that cannot be seen. They were taken out.</source>
   <translation>粘贴的内容含有不可见字符，已被去除。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/wallet.py" />
   <source>What was sent is looked for first; nothing is paid twice.</source>
   <translation>会先查找已发送的交易；不会重复支付。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/signatures.py" />
   <source>What was signed</source>
   <translation>签署内容</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>What was spent in the last day is not known: the vault's record of it is missing. Until {until_at}, every payment asks for your password.</source>
   <translation>最近一天的支出不明：保险库的记录缺失。在 {until_at} 之前，每笔付款都要输入密码。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/effect_bar.py" />
   <location filename="../../desktop/ui/widgets/outcome_view.py" />
   <source>What you agreed to</source>
   <translation>您同意的</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/downloads.py" />
   <source>What you buy is shown here while it is fetched: how fast, from whom, and what was wrong with a source.</source>
   <translation>您购买的模型在下载时会显示在这里：速度、来源，以及某个来源出了什么问题。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>What you get</source>
   <translation>您得到什么</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>What you get a licence for</source>
   <translation>您获得的许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_row.py" />
   <source>What you hold of it is unknown: the contract does not say. Since block {block}.</source>
   <translation>不知道您持有多少：合约没有说明。自区块 {block} 起。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/market_words.py" />
   <source>What you see is the market of {time}.</source>
   <translation>您看到的是 {time} 的市场。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/market_words.py" />
   <source>What you see is the market up to block {n}.</source>
   <translation>您看到的是截至第 {n} 个区块的市场。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <location filename="../../desktop/ui/pages/signed_calls_dialog.py" />
   <source>What you sign</source>
   <translation>您要签名的内容</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/watching.py" />
   <source>What you watch is compared on this computer. Nobody is asked, and nobody learns of it.</source>
   <translation>您关注的内容只在这台电脑上比对，不会询问任何人，也没有人会知道。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_lists.py" />
   <source>What you watch, and what is new of it</source>
   <translation>您关注的内容及其新消息</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>What your labels mean</source>
   <translation>您的标签对应什么</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>What “{label}” means</source>
   <translation>“{label}”对应什么</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/charts.py" />
   <source>When it was heard</source>
   <translation>听到的时间段</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/fit_panel.py" />
   <source>When it was last open: {figures}.</source>
   <translation>上次打开时：{figures}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>When you get it back</source>
   <translation>何时可以退款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Where buyers download it</source>
   <translation>买家从哪里下载</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/rating_words.py" />
   <source>Where it ran last</source>
   <translation>上次运行的设备</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>Where the labels stand</source>
   <translation>标签在哪里</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>Where the pictures differ</source>
   <translation>图片的差异之处</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_setup.py" />
   <source>Where the right answers stand, if you have them. The model does not see them.</source>
   <translation>如果您有正确答案，它们在哪里。模型看不到这些答案。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>Where they are served</source>
   <translation>下载来源</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <source>Where two lists name the same thing, the one that hides counts. Hide a listing yourself on its own page.</source>
   <translation>两份列表提到同一对象时，以隐藏的那份为准。您也可以在商品页面自行隐藏商品。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <source>Where you publish</source>
   <translation>发布位置</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <location filename="../../desktop/ui/places.py" />
   <source>Where your models are served</source>
   <translation>您的模型在哪里提供下载</translation>
  </message>
  <message>
   <location filename="../../desktop/commands/wallet_policy.py" />
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>Whether any is missing at the end cannot be told: the vault's record was lost.</source>
   <translation>末尾是否缺少记录无法判断：保险库的记录已丢失。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>Whether it can be passed on</source>
   <translation>是否可转让</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>Which folder?</source>
   <translation>选择哪个文件夹？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_results.py" />
   <source>Which results</source>
   <translation>显示哪些结果</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Which scores are stranger?</source>
   <translation>哪些得分更异常？</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>Who gets it</source>
   <translation>钱付给谁</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>Who gets the royalty</source>
   <translation>版税收取者</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>Who gets the royalty is no address.</source>
   <translation>版税收取者不是有效地址。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/download_card.py" />
   <source>Who goes first</source>
   <translation>下载顺序</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>Who is paid</source>
   <translation>收款人</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_view.py" />
   <source>Who is paid could not be read.</source>
   <translation>未能读取收款人。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>Who may be asked</source>
   <translation>可以询问的节点</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>Who may take</source>
   <translation>可取走者</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_security.py" />
   <source>Whoever can log in to this computer as you can then open the wallet. So can every program that runs as you.</source>
   <translation>任何能以您的身份登录这台电脑的人都能打开钱包，以您的身份运行的程序也一样。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>Whoever else has read the chain so far gets the same bytes, so that makers can be compared.</source>
   <translation>其他读到同一区块的人会得到完全相同的字节，因此可以比较不同的制作者。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Whoever has file and password has the account</source>
   <translation>谁有文件和密码，谁就拥有账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/identity_dialogs.py" />
   <source>Whoever has it opens every licence file of this wallet</source>
   <translation>拿到它的人能打开这个钱包的所有许可文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Whoever has the key has the account</source>
   <translation>谁拿到私钥，谁就拥有账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <source>Whoever has these bytes can send them, and change nothing in them.</source>
   <translation>任何人拿到这些数据都可以发送，但无法改动其中的内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/link_dialogs.py" />
   <source>Whoever has this link can use your key at the node.</source>
   <translation>拿到这个链接的人可以在该节点使用您的密钥。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/link_dialogs.py" />
   <source>Whoever opens this link sees chain, market and the public nodes, and decides whom to ask.</source>
   <translation>打开链接的人会看到链、市场和公共节点，并自行决定询问谁。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/receive_dialog.py" />
   <source>Whoever pays you needs this address. It is public.</source>
   <translation>付款给您的人需要这个地址。它是公开的。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Whoever sees the words has the whole wallet</source>
   <translation>谁看到助记词，谁就拥有整个钱包</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>Why</source>
   <translation>原因</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Width of the band</source>
   <translation>区间宽度</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>With age (age-encryption.org) or any tool that reads its files, and the age identity saved as {file}:</source>
   <translation>使用 age（age-encryption.org）或任何能读取 age 文件的工具，以及保存为 {file} 的 age 身份密钥：</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>With it the model file runs on another machine of yours, without a network. It holds what nodes may forget.</source>
   <translation>有了它，模型文件可以在您的另一台电脑上离线运行。它保存了节点可能遗忘的内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/identity_dialogs.py" />
   <source>With it, each licence or model file of this wallet opens: of any of its accounts, of models bought before or later, and without your password. It cannot be changed or called back.</source>
   <translation>用它可以打开这个钱包的每个许可文件和模型文件：不论哪个账户，不论以前还是以后购买的模型，也不需要您的密码。它无法更换，也无法收回。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>With this, {seller} gets {then_wei} in 24 hours. Your limit for one payee is {limit_wei}.</source>
   <translation>加上这笔，{seller} 在 24 小时内共收到 {then_wei}。您对单个收款人的限额是 {limit_wei}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>With this, {seller} gets {then} in 24 hours. Your limit for one payee is {limit}.</source>
   <translation>这样一来，{seller} 在 24 小时内将得到 {then}，而您对单个收款人的限额是 {limit}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>With this, {seller} gets {then} units of token {token} in 24 hours. Your limit for one payee is {limit}.</source>
   <translation>加上这笔，{seller} 在 24 小时内共收到 {then} 个单位的代币 {token}。您对单个收款人的限额是 {limit}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>With this, {then_wei} leave in 24 hours. Your limit is {limit_wei}.</source>
   <translation>加上这笔，24 小时内共支出 {then_wei}。您的限额是 {limit_wei}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>With this, {then} leave in 24 hours. Your limit is {limit}.</source>
   <translation>这样一来，24 小时内将转出 {then}，而您的限额是 {limit}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>With this, {then} units of token {token} leave in 24 hours. Your limit is {limit}.</source>
   <translation>加上这笔，24 小时内共支出 {then} 个单位的代币 {token}。您的限额是 {limit}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>Within these limits your open wallet pays when you click. Beyond them, for calls that Licet does not know, and for messages that it cannot read, the vault asks for your password. A day is any 24 hours.</source>
   <translation>在限额之内，已解锁的钱包点击即付。超出限额、遇到 Licet 不认识的调用或读不懂的消息时，保险库会要求输入密码。一天指任意连续 24 小时。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Without a bond the contract takes no new orders for your listings.</source>
   <translation>没有保证金，合约不会为您的商品接受新订单。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>Without a tip it may wait for long: who makes the block earns nothing by it.</source>
   <translation>没有小费可能要等很久：出块者从中得不到收入。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>Without end</source>
   <translation>永久</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Without inputs of your own, the tests use drawn ones. Yours become the listing's public samples.</source>
   <translation>如果您不提供输入，测试会使用自动生成的输入。您提供的输入会成为公开样例。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>Without labels nobody knows which model is right: give data with labels to see its quality against its cost.</source>
   <translation>没有标签就不知道哪个模型是对的：请提供带标签的数据，以便对照质量与代价。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_empty.py" />
   <source>Without the words</source>
   <translation>不限关键词</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/wallet.py" />
   <source>Without them, a lost computer means lost coins and licences.</source>
   <translation>没有它们，电脑丢了就等于丢了代币和许可。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_words.py" />
   <source>Word {n}</source>
   <translation>第 {n} 个单词</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_words.py" />
   <source>Word {n}: {word}</source>
   <translation>第 {n} 个单词：{word}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>Word {position} is not a word of recovery phrases.</source>
   <translation>第 {position} 个单词不是助记词里的单词。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Words with a meaning</source>
   <translation>命名实体</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/shelf_strip.py" />
   <source>Worked out on this computer, from public purchases and from what you do here. Nothing is sent.</source>
   <translation>根据公开的购买记录和您在此的操作在本机算出，不发送任何内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Working</source>
   <translation>处理中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/own_data.py" />
   <source>Working out the intervals</source>
   <translation>正在计算区间</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Worse than claimed</source>
   <translation>不如卖家所称</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>Worse than claimed: the interval does not reach it</source>
   <translation>不如卖家所称：区间够不到所称的数值</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>Worst mistakes</source>
   <translation>最严重的错误</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialogs.py" />
   <source>Write a number, such as 0.5, or leave the field empty.</source>
   <translation>请填写数字，例如 0.5，或留空。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>Write down these {n} words</source>
   <translation>写下这 {n} 个词</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/inputs.py" />
   <source>Write or paste text</source>
   <translation>书写或粘贴文本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>Writing the file</source>
   <translation>正在写入文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Writing the snapshot</source>
   <translation>正在写入快照</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Written by {program}.</source>
   <translation>由 {program} 导出。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>Wrong</source>
   <translation>有误</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <location filename="../../desktop/ui/phrases.py" />
   <source>Wrong content</source>
   <translation>内容有误</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Wrong key</source>
   <translation>密钥有误</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <location filename="../../desktop/ui/consent_watch.py" />
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <location filename="../../desktop/ui/pages/key_dialogs.py" />
   <source>Wrong password</source>
   <translation>密码错误</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>Wrong, and most sure of it</source>
   <translation>答错且最有把握</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>Yes</source>
   <translation>是</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>You agreed to {agreed_wei} at most; now {needed_wei} could be needed. Nothing was sent.</source>
   <translation>您同意最多 {agreed_wei}；现在可能需要 {needed_wei}。没有发送任何东西。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>You are asking for its key.</source>
   <translation>您正在请求它的密钥。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_stars.py" />
   <location filename="../../desktop/ui/pages/market_lists.py" />
   <source>You are told of its price, terms, versions, rating and end.</source>
   <translation>价格、条款、版本、评分有变化或下架时，会通知您。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_lists.py" />
   <source>You are told of listings that fit this search and its filters: new ones, and those that come to.</source>
   <translation>有商品符合此搜索及其筛选条件时会通知您：包括新上架的，以及后来变得符合的。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_stars.py" />
   <source>You are told of the seller's new listings.</source>
   <translation>卖家有新商品时会通知您。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You ask for the key of a licence of listing {listing} for {amount}.</source>
   <translation>您以 {amount} 索取第 {listing} 号商品许可的密钥。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You buy a licence of listing {listing} for {amount}, held by the contract until it is delivered.</source>
   <translation>您以 {amount} 购买第 {listing} 号商品的许可；交付之前，款项由合约保管。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>You can add it to the one you have. Its seller asks {amount} for the key.</source>
   <translation>您可以在现有版本之外添加它。卖家为密钥收取 {amount}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>You can have your money back</source>
   <translation>您可以取回货款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>You can share this network as a link.</source>
   <translation>您可以用链接分享这个网络。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>You can take back {amount} now: the price, and what the seller put down for being late.</source>
   <translation>您现在可以取回 {amount}：货款，加上卖家为迟交押下的钱。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You change listing {listing}; its price is then {amount}.</source>
   <translation>您修改第 {listing} 号商品；此后价格为 {amount}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>You chose “{name}” by {kept}. This version is signed by {found}.</source>
   <translation>您选择的“{name}”出自 {kept}，而此版本由 {found} 签名。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You close listing {listing}. It takes no more orders.</source>
   <translation>您下架第 {listing} 号商品，它不再接受订单。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You confirm an order of listing {listing}. {amount} then belong to the seller.</source>
   <translation>您确认第 {listing} 号商品的一笔订单。此后 {amount} 归卖家所有。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>You copied {copied}, but another address was pasted. A program on this computer may have changed it.</source>
   <translation>您复制的是 {copied}，粘贴出来的却是另一个地址。可能是本机上的某个程序改动了它。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/storage_card.py" />
   <source>You decide</source>
   <translation>由您决定</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You deliver an order of listing {listing}: the model's key, sealed for the buyer.</source>
   <translation>您交付第 {listing} 号商品的一笔订单：模型的密钥，只有买家能打开。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/effects.py" />
   <source>You did not agree, so nothing was sent and nothing was paid.</source>
   <translation>您没有同意，因此什么都没有发送，也没有付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>You get</source>
   <translation>您将收到</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>You get back</source>
   <translation>您将取回</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>You get item {subject} of {contract}.</source>
   <translation>您得到 {contract} 的第 {subject} 号藏品。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>You get licence {subject}.</source>
   <translation>您得到许可 {subject}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>You get nothing for it.</source>
   <translation>您什么也得不到。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>You get {thing}.</source>
   <translation>您得到 {thing}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You give up licence {item}. Nobody gets anything back for it.</source>
   <translation>您放弃许可 {item}。没有人会因此得到退款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>You give {thing}.</source>
   <translation>您付出 {thing}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>You got back</source>
   <translation>您已取回</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You hand over a model's key, sealed for the one who asked.</source>
   <translation>您交出一个模型的密钥，只有索取者能打开。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>You have a contact of this name</source>
   <translation>已有同名联系人</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>You have asked for a key.</source>
   <translation>您已索取密钥。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>You have it, and only {address} can open the answer. The network fee is {amount} at most.</source>
   <translation>您持有该密钥，且只有 {address} 能打开答复。网络费最多 {amount}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>You have never paid this address from this computer. Compare every group of it.</source>
   <translation>您从未在这台电脑上向该地址付过款。请逐组核对。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rights.py" />
   <source>You have no listing {listing} to publish a new version of</source>
   <translation>您没有可发布新版本的上架 {listing}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>You have not added its maker</source>
   <translation>您没有添加过它的制作者</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>You have this version already.</source>
   <translation>您已有此版本。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>You have version {kept_version} of “{name}”; this is version {version}.</source>
   <translation>您已有“{name}”的第 {kept_version} 版，这是第 {version} 版。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>You hid this line, or its token.</source>
   <translation>您隐藏了这一行或其代币。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>You hold its licence.</source>
   <translation>您持有它的许可。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_row.py" />
   <source>You hold nothing of it now. Since block {block}.</source>
   <translation>您目前不持有该代币。自区块 {block} 起。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_row.py" />
   <source>You hold {n} of it. Since block {block}.</source>
   <translation>您持有其中 {n} 个。自区块 {block} 起。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You let {operator} deliver your orders.</source>
   <translation>您允许 {operator} 代您交付订单。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You let {spender} borrow up to {amount}. This account owes what they borrow.</source>
   <translation>您允许 {spender} 借款，最多 {amount}。借出的钱由本账户偿还。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You let {spender} borrow without a limit. This account owes what they borrow.</source>
   <translation>您允许 {spender} 无限额借款。借出的钱由本账户偿还。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You let {spender} do everything that you can do in {contract}: withdraw, borrow, and take what lies there.</source>
   <translation>您允许 {spender} 在 {contract} 中代您做任何事：提取、借款、取走存放在那里的资产。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You let {spender} take all {token} from this account, now and later.</source>
   <translation>您允许 {spender} 现在和以后取走此账户的全部 {token}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You let {spender} take everything that you have in {contract}, now and later.</source>
   <translation>您允许 {spender} 现在和以后取走您在 {contract} 中的一切。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You let {spender} take item {item} of {contract}.</source>
   <translation>您允许 {spender} 取走 {contract} 的第 {item} 号藏品。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You let {spender} take up to {amount} from this account.</source>
   <translation>您允许 {spender} 从此账户最多取走 {amount}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You let {spender} take up to {amount} more from this account.</source>
   <translation>您允许 {spender} 从此账户最多再多取走 {amount}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You let {spender} take {amount} less from this account.</source>
   <translation>您让 {spender} 可从此账户取走的额度减少 {amount}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You list a free model.</source>
   <translation>您上架一个免费模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You list a model for {amount}.</source>
   <translation>您以 {amount} 上架一个模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>You looked at it or tried it, and did not buy it.</source>
   <translation>您查看或试用过它，但没有购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You make a revenue split. Whatever it receives belongs to its accounts.</source>
   <translation>您建立一个收入分成。它收到的一切归其中的账户所有。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <source>You own no models yet</source>
   <translation>您还没有模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare.py" />
   <source>You own no two models of one task</source>
   <translation>您还没有同一任务的两个模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare.py" />
   <source>You own only one model of these tasks: {list}.</source>
   <translation>以下任务您只有一个模型：{list}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order_review.py" />
   <source>You own this model. Say to others what it is worth: each licence rates once, and can change it.</source>
   <translation>您拥有这个模型。告诉别人它值不值：每份许可评分一次，之后可以修改。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>You own this version already.</source>
   <translation>您已拥有这个版本。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>You own this version.</source>
   <translation>您拥有这个版本。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You pass licence {item} on to {to}.</source>
   <translation>您把许可 {item} 转让给 {to}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>You pay a contract that is no contact.</source>
   <translation>向非联系人的合约付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>You pay an address for the first time that is no contact.</source>
   <translation>首次向非联系人的地址付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>You pay an address that has no owner.</source>
   <translation>向无主地址付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>You pay the contract of a token.</source>
   <translation>向代币合约付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>You pay your own account.</source>
   <translation>付款给您自己的账户。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You pay {amount} to {to}.</source>
   <translation>您向 {to} 支付 {amount}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You prove that the content of your order of listing {listing} is wrong, and get {amount} back.</source>
   <translation>您证明第 {listing} 号商品订单的内容有误，并取回 {amount}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You prove that the key of your order of listing {listing} is wrong, and get {amount} back.</source>
   <translation>您证明第 {listing} 号商品订单的密钥有误，并取回 {amount}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You publish a fingerprint of records. It shows nothing of what is in them.</source>
   <translation>您发布一份记录的指纹。它不透露记录中的任何内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You publish a rating of {n} star, for everybody and for ever.</source>
   <translation>您发布一条 {n} 星评价，所有人永远可见。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You publish a rating of {n} stars, for everybody and for ever.</source>
   <translation>您发布一条 {n} 星评价，所有人永远可见。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You publish a sealed report about licence {item}. Only the seller can read it.</source>
   <translation>您发布一份关于许可 {item} 的密封报告，只有卖家能读。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You publish an answer to a rating, for everybody and for ever.</source>
   <translation>您发布一条对评价的回复，所有人永远可见。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You put {amount} into your bond.</source>
   <translation>您向保证金存入 {amount}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>You receive exactly the file that was promised, or the contract gives your money back. No account, no platform, nobody to trust.</source>
   <translation>您收到的正是所承诺的文件，否则合约退还您的钱。没有账号，没有平台，无需信任任何人。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You renew a licence of listing {listing} for {amount}.</source>
   <translation>您以 {amount} 续期第 {listing} 号商品的许可。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_dialogs.py" />
   <source>You see what it holds, without its key. Your node is asked about it from then on.</source>
   <translation>无需私钥即可看到它持有什么。此后会向您的节点查询它。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>You sell it no more. Who bought it from you may want to fetch it again.</source>
   <translation>您已不再出售它。买过的人可能还想重新下载。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>You sell it.</source>
   <translation>您正在出售它。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You send {amount} to {to}.</source>
   <translation>您向 {to} 发送 {amount}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>You sent another transaction with number {nonce}, and that one counts. This one can never happen.</source>
   <translation>您发送了另一笔编号为 {nonce} 的交易，以那一笔为准。这一笔永远不会生效。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You settle {n} order, whose time for complaints is over.</source>
   <translation>您结算 {n} 笔订单，其申诉期已过。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You settle {n} orders, whose time for complaints is over.</source>
   <translation>您结算 {n} 笔订单，其申诉期已过。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>You sign a message of the kind {kind}. What it means is up to who asks for it: read every line.</source>
   <translation>您签署一条 {kind} 类型的消息。它的含义由请求者决定：请逐行阅读。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>You sold it, and the buyer's time is not over.</source>
   <translation>您已售出，买家的期限尚未结束。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/written.py" />
   <source>You stopped it; what was said until then is kept.</source>
   <translation>您已停止；此前生成的内容已保留。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/errors.py" />
   <source>You stopped this. Nothing was changed.</source>
   <translation>您停止了它。没有任何改动。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You take {amount} of your bond to {to}.</source>
   <translation>您从保证金取出 {amount} 到 {to}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You take {n} approval back that you gave through Permit2.</source>
   <translation>您撤回通过 Permit2 给出的 {n} 项授权。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>You take {n} approvals back that you gave through Permit2.</source>
   <translation>你撤回通过 Permit2 给出的 {n} 项授权。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>You then have {after} of item {subject} of {contract}.</source>
   <translation>此后您持有 {after} 份 {contract} 的第 {subject} 号藏品。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>You took this transaction back</source>
   <translation>您已撤回这笔交易</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>You were asked</source>
   <translation>曾要求您确认</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence.py" />
   <location filename="../../desktop/ui/pages/order.py" />
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>Your account</source>
   <translation>您的账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>Your account pays the fee of one transaction. Nothing that was sold changes.</source>
   <translation>您的账户需支付一笔交易的手续费。已售出的内容不变。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/lists.py" />
   <source>Your account {account} signs it. Everybody who has the file sees that it is yours.</source>
   <translation>由您的账户 {account} 签名。拿到文件的人都能看出它出自您。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_restore.py" />
   <source>Your accounts on the network</source>
   <translation>您在网络上的账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_reviews.py" />
   <source>Your answer is on the chain.</source>
   <translation>您的回复已上链。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>Your answers bring new questions</source>
   <translation>您的回答带来了新的问题</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>Your balance: {amount}</source>
   <translation>您的余额：{amount}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings.py" />
   <source>Your data</source>
   <translation>您的数据</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>Your free bond in the market is smaller than this. What is missing is put down when you list, and comes back.</source>
   <translation>您在市场中的可用保证金少于此数。不足的部分在上架时押下，之后会退回。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>Your licence is provisional again, and the model still runs. Licet releases nothing unasked: look at the order once more.</source>
   <translation>您的许可重新变为待确认，模型仍可运行。未经您同意，Licet 不会放行任何款项：请再看一次订单。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/own_data.py" />
   <location filename="../../desktop/ui/pages/run.py" />
   <source>Your licence is sealed with your keys. Once open, the model stays loaded even if you lock again.</source>
   <translation>您的许可由您的密钥封装。打开之后，即使再锁定钱包，模型也保持加载。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch.py" />
   <source>Your licence is sealed with your keys. Unlock it, and your data is looked at.</source>
   <translation>您的许可由您的密钥封存。解锁后才能查看您的数据。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>Your list is empty</source>
   <translation>您的列表是空的</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>Your list is full</source>
   <translation>您的列表已满</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>Your listing takes orders.</source>
   <translation>您的商品接受订单。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listed_bar.py" />
   <source>Your lists hide this listing from the market</source>
   <translation>您的列表在市场中隐藏了此商品</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listed_bar.py" />
   <source>Your lists name this listing. It is not hidden, because you own a licence.</source>
   <translation>您的列表提到了此商品。因为您拥有许可，所以没有隐藏。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listed_bar.py" />
   <source>Your lists warn of this listing</source>
   <translation>您的列表对此商品提出提醒</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>Your money is in escrow</source>
   <translation>货款在托管中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>Your money is on its way back.</source>
   <translation>货款正在退回。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Your money is safe. Try again, or choose another node in Settings.</source>
   <translation>您的钱是安全的。请再试，或在“设置”中换一个节点。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>Your money is safe. Try again: another source may serve the right bytes.</source>
   <translation>您的钱是安全的。请重试：别的来源可能提供正确的字节。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>Your money waits in the contract</source>
   <translation>货款在合约中等您提取</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Your node is asked about one address after the other. Whoever runs it could see that they belong together.</source>
   <translation>会逐个向您的节点查询地址。运行节点的人可能看出它们同属一人。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/snapshots.py" />
   <source>Your nodes contradict each other</source>
   <translation>您的节点相互矛盾</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>Your nodes disagree about this name</source>
   <translation>各节点对此名称说法不一</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/disagreements.py" />
   <source>Your nodes do not agree about this listing</source>
   <translation>您的节点对这件商品说法不一</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_downloads.py" />
   <source>Your own IPFS node</source>
   <translation>您自己的 IPFS 节点</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/shell.py" />
   <source>Your password opens the keys on this computer. It is sent nowhere.</source>
   <translation>您的密码打开这台电脑上的密钥。它不会被发送到任何地方。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>Your payment waits in the contract. If the key does not come within {time}, you take back the price and {late} for the seller's lateness.</source>
   <translation>您的付款在合约中等待。如果密钥没有在 {time} 内到达，您可取回货款，并得到 {late} 作为卖家迟交的补偿。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order_review.py" />
   <location filename="../../desktop/ui/widgets/stars.py" />
   <source>Your rating</source>
   <translation>您的评分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order_review.py" />
   <source>Your rating is on the chain.</source>
   <translation>您的评分已上链。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/account_secrets.py" />
   <source>Your recovery words</source>
   <translation>您的助记词</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/wallet.py" />
   <source>Your recovery words are not checked yet</source>
   <translation>您的助记词还没有核对</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Your recovery words bring it back.</source>
   <translation>用助记词即可找回它。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>Your recovery words do not bring back: {names}. Save a back-up file.</source>
   <translation>助记词无法找回：{names}。请保存一份备份文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>Your recovery words do not bring it back. A back-up file does.</source>
   <translation>助记词无法找回它，备份文件可以。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>Your recovery words, with spaces between them</source>
   <translation>您的助记词，以空格分隔</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>Your share of a split</source>
   <translation>您在分账中的份额</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>Your share of a split in {token} goes to {to}.</source>
   <translation>您在分成中的 {token} 份额转到 {to}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome.py" />
   <source>Your wallet is ready</source>
   <translation>您的钱包已就绪</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>Yours until {time}: {left} left.</source>
   <translation>归您使用至 {time}：还剩 {left}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>Yours without end.</source>
   <translation>永久归您使用。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>Yours, checked and ready</source>
   <translation>已归您所有，检查完毕</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>Yours: {name}</source>
   <translation>您的账户：{name}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>a labels file</source>
   <translation>标签文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>a link between two accounts</source>
   <translation>两个账户之间的关联</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>a machine without a name</source>
   <translation>未注明的机器</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>a rating</source>
   <translation>一条评分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>a refund</source>
   <translation>一笔退款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>a row</source>
   <translation>一行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>a sale</source>
   <translation>一笔销售</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>a seller's answer</source>
   <translation>一条卖家回复</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>a snapshot of block {block}, {date}</source>
   <translation>区块 {block} 的快照，{date}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>about {amount}</source>
   <translation>约 {amount}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <source>about {n} items</source>
   <translation>约 {n} 项</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>account</source>
   <translation>账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>added on {date}</source>
   <translation>添加于 {date}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <location filename="../../desktop/ui/pages/serving.py" />
   <location filename="../../desktop/ui/widgets/money.py" />
   <source>address</source>
   <translation>地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_security.py" />
   <source>after a minute without use</source>
   <translation>闲置一分钟后</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_security.py" />
   <source>after {n} minutes without use</source>
   <translation>闲置 {n} 分钟后</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>against</source>
   <translation>对照</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>an error report</source>
   <translation>一份错误报告</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/wrong_rows.py" />
   <source>and one more</source>
   <translation>另有一行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>and {amount}</source>
   <translation>另加 {amount}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <location filename="../../desktop/ui/pages/self_test.py" />
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <location filename="../../desktop/ui/pages/watching.py" />
   <location filename="../../desktop/ui/widgets/findings.py" />
   <location filename="../../desktop/ui/widgets/wrong_rows.py" />
   <source>and {n} more</source>
   <translation>以及另外 {n} 个</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/entry_rows.py" />
   <location filename="../../desktop/ui/pages/listed_bar.py" />
   <source>and {n} more entries</source>
   <translation>还有 {n} 条</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/entry_rows.py" />
   <location filename="../../desktop/ui/pages/listed_bar.py" />
   <source>and {n} more entry</source>
   <translation>还有 {n} 条</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>another chain</source>
   <translation>另一条链</translation>
  </message>
  <message>
   <location filename="../../desktop/text/contacts.py" />
   <source>another contact has this name</source>
   <translation>已有同名联系人</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>another shape</source>
   <translation>形状不同</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/outcomes.py" />
   <source>answered</source>
   <translation>已得出结果</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>answers</source>
   <translation>正常应答</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/contacts.py" />
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>any</source>
   <translation>任意</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>arrived, not final</source>
   <translation>已到账，尚未最终确定</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>as estimated</source>
   <translation>与预计相符</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>as scikit-learn exports it</source>
   <translation>按 scikit-learn 的导出方式</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/download_words.py" />
   <source>asked again soon</source>
   <translation>稍后重试</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>asked first</source>
   <translation>优先询问</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/balance_words.py" />
   <source>at block {block}, which was already {age} old; read {ago}</source>
   <translation>区块 {block}，当时已是 {age} 前的区块；{ago}读取</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/balance_words.py" />
   <source>at block {block}, {ago}; one node says so</source>
   <translation>区块 {block}，{ago}；由一个节点告知</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/balance_words.py" />
   <source>at block {block}, {ago}; what you hold of the coin is proven</source>
   <translation>区块 {block}，{ago}；您持有的币量已得到证明</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/balance_words.py" />
   <source>at block {block}, {ago}; {n} node was asked</source>
   <translation>区块 {block}，{ago}；询问了 {n} 个节点</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/balance_words.py" />
   <source>at block {block}, {ago}; {n} nodes were asked</source>
   <translation>区块 {block}，{ago}；询问了 {n} 个节点</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <source>at most {fee}</source>
   <translation>最多 {fee}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <source>at most {most} gwei, tip {tip}</source>
   <translation>最多 {most} gwei，小费 {tip}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>begins so</source>
   <translation>开头相同</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>behind</source>
   <translation>落后</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>beyond a token's limit</source>
   <translation>超出代币限额</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>beyond the day's limit</source>
   <translation>超出每日限额</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>beyond the limit for one payee</source>
   <translation>超出单个收款人限额</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/status_bar.py" />
   <source>block unknown</source>
   <translation>区块未知</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/status_bar.py" />
   <location filename="../../desktop/ui/widgets/marks.py" />
   <source>block {n}</source>
   <translation>区块 {n}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>bond</source>
   <translation>保证金</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>borrowing in your name</source>
   <translation>以您的名义借款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>bought {time}</source>
   <translation>购买于 {time}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>by its number</source>
   <translation>按编号</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/review_row.py" />
   <source>by {account}</source>
   <translation>来自 {account}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <location filename="../../desktop/ui/pages/listing.py" />
   <source>by {publisher}</source>
   <translation>由 {publisher} 发布</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>c is the centre, w and h are width and height, x and y a corner.</source>
   <translation>c 是中心，w 和 h 是宽和高，x 和 y 是一个角。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>cancelled</source>
   <translation>已撤回</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_passage.py" />
   <source>cannot be read</source>
   <translation>无法读取</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>case</source>
   <translation>例</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contacts.py" />
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>chain {id}</source>
   <translation>链 {id}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>chain {id}, not the one that is connected here</source>
   <translation>链 {id}，不是当前连接的链</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>chain {n}</source>
   <translation>链 {n}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/review_row.py" />
   <source>changed</source>
   <translation>已修改</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>claimed</source>
   <translation>自称</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>collection, by its own word</source>
   <translation>自称是藏品集</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>column {name}</source>
   <translation>列 {name}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialog.py" />
   <source>command</source>
   <translation>命令</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>currency</source>
   <translation>币种</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>deliver until {time}</source>
   <translation>请在 {time} 前交付</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>deployer of contracts</source>
   <translation>合约部署器</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>digest</source>
   <translation>摘要</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>disagrees</source>
   <translation>说法不一</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <location filename="../../desktop/ui/phrases.py" />
   <location filename="../../desktop/ui/widgets/steps.py" />
   <source>done</source>
   <translation>完成</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>earnings and refunds that are yours already</source>
   <translation>已经属于您的收入和退款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_passage.py" />
   <source>empty</source>
   <translation>空文件</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>entries are missing at the end</source>
   <translation>末尾缺少记录</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>estimated {time} and {memory}, {here}</source>
   <translation>预计 {time}、{memory}，{here}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approval_row.py" />
   <source>everything, for ever</source>
   <translation>全部，永久</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>everything, in {token}</source>
   <translation>全部 {token}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <location filename="../../desktop/ui/phrases.py" />
   <location filename="../../desktop/ui/rating_words.py" />
   <location filename="../../desktop/ui/widgets/steps.py" />
   <source>failed</source>
   <translation>失败</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>fee too low</source>
   <translation>手续费过低</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/status_bar.py" />
   <source>fee unknown</source>
   <translation>手续费未知</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/status_bar.py" />
   <source>fee {n} gwei</source>
   <translation>手续费 {n} gwei</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>fingerprint of the content</source>
   <translation>内容指纹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>fingerprint of the key</source>
   <translation>密钥指纹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>fingerprint of the public part</source>
   <translation>公开部分指纹</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/result_tools.py" />
   <source>fitted</source>
   <translation>适合窗口</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>fixed for all later versions</source>
   <translation>对之后所有版本固定不变</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/review_row.py" />
   <source>for version {version}</source>
   <translation>针对版本 {version}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/listing_card.py" />
   <source>for {time}</source>
   <translation>{time}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>forgotten</source>
   <translation>已被遗忘</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>free</source>
   <translation>免费</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>free again when the orders are final</source>
   <translation>订单终结后即可取回</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>from OpenVINO metadata</source>
   <translation>来自 OpenVINO 元数据</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>from Ultralytics metadata</source>
   <translation>来自 Ultralytics 元数据</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>from its last operator</source>
   <translation>由最后一个算子得出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>from its operators</source>
   <translation>由算子得出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>from the classifier in the graph</source>
   <translation>由图中的分类器得出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>from the names of its outputs</source>
   <translation>由输出名称得出</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_cards.py" />
   <source>from the same licence</source>
   <translation>同一许可</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>from the shape</source>
   <translation>由形状得出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>from the type of its numbers</source>
   <translation>由数值类型得出</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>from {file}</source>
   <translation>来自 {file}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/findings.py" />
   <source>from {low} to {high} {unit}</source>
   <translation>从 {low} 到 {high} {unit}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/income_card.py" />
   <source>from {n} final sale</source>
   <translation>来自 {n} 笔已终结的销售</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/income_card.py" />
   <source>from {n} final sales</source>
   <translation>来自 {n} 笔已终结的销售</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/download_words.py" />
   <source>gave {size} · {rate}</source>
   <translation>已提供 {size} · {rate}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/download_words.py" />
   <source>gave {size} · {state}</source>
   <translation>已提供 {size} · {state}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/fee_choice.py" />
   <source>gwei</source>
   <translation>gwei</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <source>hash</source>
   <translation>哈希</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/question_form.py" />
   <source>height x width</source>
   <translation>高 x 宽</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_accounts.py" />
   <source>here already</source>
   <translation>已在这里</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>here {time} and {memory}</source>
   <translation>本机 {time}、{memory}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>high fees</source>
   <translation>手续费过高</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>holder</source>
   <translation>持有者</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>how long a licence lasts</source>
   <translation>许可的有效期</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>https://… by which buyers reach this computer</source>
   <translation>https://… 买家访问这台电脑所用的地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <source>https://… of a gateway, or empty</source>
   <translation>https://… 网关地址，可不填</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/places_card.py" />
   <source>https://… of this folder, or empty</source>
   <translation>https://… 该文件夹的地址，可不填</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/place_ticks.py" />
   <source>https://… where else buyers download it; several with commas</source>
   <translation>https://… 买家的其他下载地址；多个用逗号分隔</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>in a block</source>
   <translation>已进区块</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>in {unit}; 0 makes it free</source>
   <translation>单位 {unit}；填 0 即免费</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/status_bar.py" />
   <source>indexed to block {n}</source>
   <translation>已索引到区块 {n}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>it cannot be read</source>
   <translation>它无法读取</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>it does not follow the one before it</source>
   <translation>它与前一条衔接不上</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>it is larger than any entry</source>
   <translation>它比任何一条记录都大</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>it is not written as the vault writes</source>
   <translation>它的写法与密钥库不同</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>item {item} of {contract}</source>
   <translation>{contract} 的第 {item} 号藏品</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>its last operator is a sigmoid</source>
   <translation>最后一个算子是 sigmoid</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>just now</source>
   <translation>刚刚</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>kappa {value}</source>
   <translation>kappa {value}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>kept; no node has confirmed it</source>
   <translation>已保存；尚无节点确认收到</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>key fee</source>
   <translation>密钥费</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>key fee (smallest unit)</source>
   <translation>密钥费（最小单位）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>label</source>
   <translation>标签</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>large approval</source>
   <translation>大额授权</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_passage.py" />
   <source>larger than 8 MB</source>
   <translation>大于 8 MB</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>late fee</source>
   <translation>滞纳金</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/download_words.py" />
   <source>left out</source>
   <translation>已排除</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>less than a second</source>
   <translation>不到一秒</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>licence</source>
   <translation>许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/review_row.py" />
   <source>licence bought at block {n}</source>
   <translation>许可购于区块 {n}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/histograms.py" />
   <source>limit {n}</source>
   <translation>阈值 {n}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_passage.py" />
   <source>line {n}</source>
   <translation>第 {n} 行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>lower</source>
   <translation>下限</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>maker of revenue splits</source>
   <translation>收入分成的创建合约</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>means the same</source>
   <translation>意思相同</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/histograms.py" />
   <source>median {n}</source>
   <translation>中位数 {n}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>message for every chain</source>
   <translation>对所有链有效的消息</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>message that Licet cannot read</source>
   <translation>Licet 无法读懂的消息</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>missing</source>
   <translation>缺少</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>money to somebody else</source>
   <translation>钱转给他人</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/watching.py" />
   <source>muted</source>
   <translation>已静音</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>name</source>
   <translation>名称</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>names of the sub-folders</source>
   <translation>子文件夹名称</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>network {number}</source>
   <translation>网络 {number}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>never</source>
   <translation>永不</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_security.py" />
   <source>never by itself</source>
   <translation>从不自动</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>new</source>
   <translation>新</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>new contract</source>
   <translation>新合约</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>no</source>
   <translation>否</translation>
  </message>
  <message>
   <location filename="../../desktop/text/contacts.py" />
   <source>no address, or a wrong checksum</source>
   <translation>不是地址，或校验和错误</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>no buyers that count</source>
   <translation>无有效买家</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>no class of the model</source>
   <translation>不是模型的类别</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>no limit</source>
   <translation>不限</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialogs.py" />
   <source>no limit, in {unit}</source>
   <translation>不限，以 {unit} 计</translation>
  </message>
  <message>
   <location filename="../../desktop/text/contacts.py" />
   <source>no name that can be seen</source>
   <translation>没有可见的名称</translation>
  </message>
  <message>
   <location filename="../../desktop/text/contacts.py" />
   <source>no number of a network</source>
   <translation>网络编号无效</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_passage.py" />
   <source>no text</source>
   <translation>不是文本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>nobody</source>
   <translation>无人</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>nobody can renew beyond this day</source>
   <translation>此日之后无人可续期</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <location filename="../../desktop/ui/phrases.py" />
   <source>none</source>
   <translation>无</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>none of them</source>
   <translation>都不是</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <source>none: it was never in a block</source>
   <translation>无：它从未进入区块</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>not asked yet</source>
   <translation>尚未询问</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>not believed</source>
   <translation>不可信</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/status_bar.py" />
   <source>not indexed yet</source>
   <translation>尚未索引</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/disagreements.py" />
   <source>not proven</source>
   <translation>未证实</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>not read to the end</source>
   <translation>尚未读取完毕</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>not signed yet</source>
   <translation>尚未签名</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>not taken</source>
   <translation>未被收录</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/balance_words.py" />
   <source>not told</source>
   <translation>未告知</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>not up to date</source>
   <translation>非最新</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>not yet</source>
   <translation>尚未开始</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/balance_words.py" />
   <source>nothing</source>
   <translation>没有</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/outcomes.py" />
   <source>nothing found</source>
   <translation>未发现任何目标</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>nothing left to take</source>
   <translation>已无可取</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_place.py" />
   <source>now on {device}</source>
   <translation>当前在 {device} 上</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>of a resale; a wish that markets may honour</source>
   <translation>按转售价计；市场可自愿遵守</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>of {time} each; {n} are left</source>
   <translation>每期 {time}；还可续 {n} 期</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_form.py" />
   <source>on</source>
   <translation>开</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <location filename="../../desktop/ui/phrases.py" />
   <source>on its way</source>
   <translation>途中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/balance_words.py" />
   <source>one node disagrees</source>
   <translation>有一个节点不一致</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>onnxruntime cannot run the model in this form.</source>
   <translation>onnxruntime 无法以这种形式运行该模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <location filename="../../desktop/ui/pages/fit_panel.py" />
   <source>onnxruntime says: {reason}</source>
   <translation>onnxruntime 报告：{reason}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>onnxruntime {version}, {size} on the disk.</source>
   <translation>onnxruntime {version}，占用磁盘 {size}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>onnxruntime {version}: one file, {size} to fetch.</source>
   <translation>onnxruntime {version}：1 个文件，需获取 {size}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>onnxruntime {version}: {n} files, {size} to fetch.</source>
   <translation>onnxruntime {version}：{n} 个文件，需获取 {size}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order.py" />
   <source>order number</source>
   <translation>订单号</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>order that gives things away</source>
   <translation>出让资产的订单</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/tallies.py" />
   <source>others</source>
   <translation>其他</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>outbid</source>
   <translation>已被更高出价取代</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>paid again for each renewal</source>
   <translation>每次续期再次付款</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>paid out {time}</source>
   <translation>{time} 结清</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <source>paid straight to you, for each key; below the fee of an answer your program does not answer</source>
   <translation>每份密钥直接付给您；低于答复的网络费时，您的程序不会答复</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>part of the bond, if you miss the time</source>
   <translation>属于保证金，错过时限时赔付</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/rating_words.py" />
   <source>passed</source>
   <translation>通过</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_cards.py" />
   <source>passed on by {address}</source>
   <translation>由 {address} 转让</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings.py" />
   <source>path</source>
   <translation>路径</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>paused</source>
   <translation>已暂停</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>payee</source>
   <translation>收款方</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>payer</source>
   <translation>付款方</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>permit</source>
   <translation>授权</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>permit to borrow</source>
   <translation>借款许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>price</source>
   <translation>价格</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>price (smallest unit)</source>
   <translation>价格（最小单位）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/rating_words.py" />
   <source>processor</source>
   <translation>处理器</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/disagreements.py" />
   <source>proven</source>
   <translation>已证实</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>read {time}</source>
   <translation>读取于{time}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>record of the day missing</source>
   <translation>当日记录缺失</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>record of the day too old</source>
   <translation>当日记录过旧</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>reduced</source>
   <translation>受限</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>refused by the node</source>
   <translation>被节点拒绝</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>replaced</source>
   <translation>被取代</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>rests</source>
   <translation>暂停</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>revenue split</source>
   <translation>收入分成</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>run {n}</source>
   <translation>第 {n} 次运行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>score</source>
   <translation>得分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>score {score}, limit {limit}</source>
   <translation>得分 {score}，界限 {limit}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>sealed: whether it runs here is a claim</source>
   <translation>已封装：能否在本机运行只是声明</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>seller</source>
   <translation>卖家</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/download_words.py" />
   <source>sending</source>
   <translation>正在发送</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>sources</source>
   <translation>来源</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>spec.json asks for something that does not exist: {where}, {found}.</source>
   <translation>spec.json 要求了不存在的东西：{where}，{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>spec.json does not fit the graph: {where}, {found}.</source>
   <translation>spec.json 与计算图不符：{where}，{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>stars</source>
   <translation>星级</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>step</source>
   <translation>步</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>strict CPU</source>
   <translation>严格 CPU</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>stuck</source>
   <translation>卡住了</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>summary</source>
   <translation>简介</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>taken by a node</source>
   <translation>节点已接收</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>task</source>
   <translation>任务</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>terms and card</source>
   <translation>条款和卡片</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>test coins</source>
   <translation>测试币</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>text</source>
   <translation>文字</translation>
  </message>
  <message>
   <location filename="../../desktop/text/contacts.py" />
   <source>the address stands there twice</source>
   <translation>地址重复出现</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>the bond</source>
   <translation>保证金</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>the buyer can prove a fault until {time}</source>
   <translation>买家可在 {time} 之前举证</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>the buyer gets it if you cheat</source>
   <translation>如果您作弊，归买家所有</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>the chain, by this computer</source>
   <translation>链上，由这台电脑读取</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>the demo network</source>
   <translation>演示网络</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>the encoding of {n} file guessed</source>
   <translation>{n} 个文件的编码是猜测的</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>the encoding of {n} files guessed</source>
   <translation>{n} 个文件的编码是猜测的</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>the end of an offer</source>
   <translation>一次下架</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>the fee for later keys</source>
   <translation>后续版本密钥的费用</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>the late fee</source>
   <translation>逾期费</translation>
  </message>
  <message>
   <location filename="../../desktop/text/contacts.py" />
   <source>the name is itself an address or a name of ENS</source>
   <translation>名称本身就是地址或 ENS 名称</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>the only one</source>
   <translation>仅此一个</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>the price of {price}, and the seller's bond of {extra}</source>
   <translation>货款 {price}，加上卖家的保证金 {extra}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>the price of {price}, and {extra} from the seller's bond for being late</source>
   <translation>货款 {price}，加上从卖家保证金中扣除的迟交罚金 {extra}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>the proof that a key is bad</source>
   <translation>密钥有误的证明</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>the record kept beside it is not the vault's</source>
   <translation>旁边保存的记录不是密钥库写的</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>the same</source>
   <translation>相同</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>the seller has until {time} to deliver</source>
   <translation>卖家须在 {time} 之前交付</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>the time to complain</source>
   <translation>申诉期限</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>the time to deliver</source>
   <translation>交付期限</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/record_words.py" />
   <source>the top</source>
   <translation>最上层</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>the usual one</source>
   <translation>通常的地址</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>the usual value</source>
   <translation>惯用值</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/deploy_dialog.py" />
   <source>there</source>
   <translation>已有</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contacts.py" />
   <source>this one</source>
   <translation>当前网络</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_passage.py" />
   <source>this passage</source>
   <translation>此段落</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>through the split {address}</source>
   <translation>经由分账合约 {address}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>time</source>
   <translation>时间</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/review_row.py" />
   <source>to an earlier rating</source>
   <translation>针对之前的评分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/steps.py" />
   <source>to come</source>
   <translation>待进行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>today</source>
   <translation>今天</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>token without a limit</source>
   <translation>没有限额的代币</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>token, by its own word</source>
   <translation>自称是代币</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/batch_card.py" />
   <source>took {time}, {when}</source>
   <translation>用时 {time}，{when}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/order.py" />
   <source>transaction</source>
   <translation>交易</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/balance_words.py" />
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <location filename="../../desktop/ui/pages/income_card.py" />
   <location filename="../../desktop/ui/pages/popularity_card.py" />
   <location filename="../../desktop/ui/pages/sell.py" />
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <location filename="../../desktop/ui/pages/wallet.py" />
   <source>unknown</source>
   <translation>未知</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>unknown call</source>
   <translation>未知调用</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>unknown contract</source>
   <translation>未知合约</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>until when it can be renewed</source>
   <translation>可续期的截止时间</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <location filename="../../desktop/ui/pages/licence_cards.py" />
   <source>until {date}</source>
   <translation>有效至 {date}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/outcomes.py" />
   <location filename="../../desktop/ui/pages/batch_results.py" />
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>unusual</source>
   <translation>异常</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/listing_card.py" />
   <location filename="../../desktop/ui/pages/order.py" />
   <location filename="../../desktop/ui/pages/token_earnings.py" />
   <location filename="../../desktop/ui/pages/token_view.py" />
   <source>unverified token</source>
   <translation>未经核实的通证</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>unverified token {address}</source>
   <translation>未经核实的通证 {address}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>up to {price}</source>
   <translation>不超过 {price}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>upper</source>
   <translation>上限</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/outcomes.py" />
   <location filename="../../desktop/ui/pages/batch_results.py" />
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>usual</source>
   <translation>正常</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>value</source>
   <translation>值</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>vector {vector}, output {output}: came in another shape</source>
   <translation>向量 {vector}，输出 {output}：结果的形状不同</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>vector {vector}, output {output}: expected {expected}, came {came}, allowed {allowed}</source>
   <translation>向量 {vector}，输出 {output}：应为 {expected}，实得 {came}，允许 {allowed}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>verified here</source>
   <translation>已在本机验证</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare.py" />
   <location filename="../../desktop/ui/pages/library.py" />
   <location filename="../../desktop/ui/pages/licence.py" />
   <location filename="../../desktop/ui/pages/licence_cards.py" />
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <location filename="../../desktop/ui/pages/list_card.py" />
   <location filename="../../desktop/ui/pages/listing.py" />
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>version {version}</source>
   <translation>版本 {version}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/download_words.py" />
   <location filename="../../desktop/ui/pages/progress_panel.py" />
   <source>waiting</source>
   <translation>等待中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>waits its turn</source>
   <translation>排队中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_catalogue.py" />
   <source>was wrong</source>
   <translation>曾有误</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>what came next</source>
   <translation>随后的数值</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>whether it can be passed on</source>
   <translation>能否转让</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>who is paid</source>
   <translation>收款人</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>whoever has the signature</source>
   <translation>任何持有此签名的人</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/steps.py" />
   <source>working</source>
   <translation>进行中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>written otherwise</source>
   <translation>写法不同</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>x × {factor} + {offset}, mean {mean}, deviation {std}</source>
   <translation>x × {factor} + {offset}，均值 {mean}，标准差 {std}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <location filename="../../desktop/ui/widgets/results.py" />
   <source>yes</source>
   <translation>是</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>you said so</source>
   <translation>由您指定</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/balance_words.py" />
   <source>your nodes do not agree</source>
   <translation>节点说法不一致</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>{account} on {network}</source>
   <translation>{account}（{network}）</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>{address} holds no contract on this network.</source>
   <translation>{address} 在该网络上没有合约。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>{address}, {n} slot</source>
   <translation>{address}，{n} 个存储槽</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>{address}, {n} slots</source>
   <translation>{address}，{n} 个存储槽</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/activity.py" />
   <source>{amount} and {n} more</source>
   <translation>{amount} 及另外 {n} 项</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/remedies.py" />
   <source>{amount} at most, as a network fee from the same account</source>
   <translation>最多 {amount}，作为网络手续费从同一账户支付</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{amount} come in</source>
   <translation>收入 {amount}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/activity.py" />
   <source>{amount} credited</source>
   <translation>记入 {amount}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>{amount} each, paid straight to the seller</source>
   <translation>每份 {amount}，直接付给卖家</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payment_form.py" />
   <source>{amount} go to this address, and cannot come back:</source>
   <translation>{amount} 将发往该地址，且无法收回：</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{amount} leave this account</source>
   <translation>从此账户支出 {amount}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{amount} less of your bond are free</source>
   <translation>您的可用保证金减少 {amount}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{amount} more of your bond are free</source>
   <translation>您的可用保证金增加 {amount}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>{amount} move from {source} to {to}.</source>
   <translation>{amount} 从 {source} 转到 {to}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/send_dialog.py" />
   <source>{amount} sent</source>
   <translation>已发送 {amount}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/token_earnings.py" />
   <source>{amount} still within the buyers' time</source>
   <translation>{amount} 仍在买家的举证期内</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{amount} wait for you in the contract, to be taken home</source>
   <translation>{amount} 在合约中等您取回</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{amount} wait for you no longer in the contract</source>
   <translation>合约中不再有 {amount} 等您取回</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/download_words.py" />
   <source>{amount} · {rate}</source>
   <translation>{amount} · {rate}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/download_words.py" />
   <source>{amount} · {rate} · {time} left</source>
   <translation>{amount} · {rate} · 还需 {time}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>{amount}, {rate} per second, {left} left</source>
   <translation>{amount}，每秒 {rate}，还需{left}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/findings.py" />
   <source>{before} before, {after} after</source>
   <translation>处理前 {before}，处理后 {after}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>{block}, final: the chain cannot take it back</source>
   <translation>{block}，已最终确定：链无法再收回</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>{block}, not final yet</source>
   <translation>{block}，尚未最终确定</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>{block}, the newest; not final yet</source>
   <translation>{block}，最新的区块；尚未最终确定</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/status_bar.py" />
   <source>{block}, {ago}</source>
   <translation>{block}，{ago}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>{block}, {date}</source>
   <translation>{block}，{date}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_line.py" />
   <source>{block}, {time}</source>
   <translation>{block}，{time}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>{block}; {after}; not final yet</source>
   <translation>{block}；{after}；尚未最终确定</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_results.py" />
   <source>{choice}: {models}</source>
   <translation>{choice}：{models}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/activity_words.py" />
   <source>{collection} no. {number}</source>
   <translation>{collection} 第 {number} 号</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{count} of {total} accounts bought for the first time within the same hour.</source>
   <translation>{total} 个账户中有 {count} 个在同一小时内首次购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{count} of {total} licences went to the seller's own accounts.</source>
   <translation>{total} 份许可中有 {count} 份归卖家自己的账户所有。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{count} of {total} ratings are by the seller's own or linked accounts.</source>
   <translation>{total} 条评分中有 {count} 条来自卖家自己或与其关联的账户。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{count} of {total} sales cost next to nothing.</source>
   <translation>{total} 笔销售中有 {count} 笔价格近乎为零。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{count} of {total} sales repeat one of the same account.</source>
   <translation>{total} 笔销售中有 {count} 笔是同一账户的重复购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{count} of {total} sales were paid by accounts that the seller sent money to or lets deliver.</source>
   <translation>{total} 笔销售中有 {count} 笔由卖家曾汇款或授权交付的账户付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{count} of {total} sales were paid by the seller's own accounts.</source>
   <translation>{total} 笔销售中有 {count} 笔由卖家自己的账户付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>{count}, network fees of at most {fee}.</source>
   <translation>共 {count}，网络费用最多 {fee}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/tokens.py" />
   <source>{currency} was told to let the contract take the price, and did not remember it. Only network fees were paid.</source>
   <translation>已授权合约收取 {currency}，但这个通证没有记下。只付了网络手续费。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/tokens.py" />
   <source>{currency} would not move the price: it may be paused, or block this account. Nothing was paid.</source>
   <translation>{currency} 不会转出这笔价款：它可能已暂停，或封锁了该账户。没有付款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>{damage} It is out of use until a source gives the right bytes.</source>
   <translation>{damage}在某个来源提供正确数据之前，该模型停用。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>{damage} It is whole again.</source>
   <translation>{damage}现已恢复完整。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>{damage} Mended with {size} from {sources}.</source>
   <translation>{damage}已用来自 {sources} 的 {size} 数据修复。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge.py" />
   <source>{data}: {figure} ({items}, {ago})</source>
   <translation>{data}：{figure}（{items}，{ago}）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/run_place.py" />
   <source>{device} is not tried for this model</source>
   <translation>不再为此模型尝试 {device}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>{difference} on average</source>
   <translation>平均 {difference}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/transfers.py" />
   <source>{done_bytes} of {total_bytes} are kept.</source>
   <translation>已保留 {total_bytes} 中的 {done_bytes}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <source>{done} of about {total}</source>
   <translation>{done} / 约 {total}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <location filename="../../desktop/ui/download_words.py" />
   <location filename="../../desktop/ui/pages/check_card.py" />
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <location filename="../../desktop/ui/widgets/states.py" />
   <source>{done} of {total}</source>
   <translation>{done} / {total}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>{done} of {total} are here. Installing goes on from there.</source>
   <translation>已有 {done}，共 {total}。安装将从此处继续。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>{done} steps have ended. What was sent is looked for first; nothing is paid twice.</source>
   <translation>已结束 {done} 步。会先查找已发送的交易；不会重复支付。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>{entries}, {n} of them about this market</source>
   <translation>{entries}，其中 {n} 条关于本市场</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <location filename="../../desktop/ui/widgets/marks.py" />
   <source>{fact}: {mark}</source>
   <translation>{fact}：{mark}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>{fault} Asked {when}; it last served {last}.</source>
   <translation>{fault}{when}询问过；上次成功提供是在{last}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>{fault} Asked {when}; it never served so far.</source>
   <translation>{fault}{when}询问过；至今从未成功提供。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_results.py" />
   <source>{fault}. {age}</source>
   <translation>{fault}。{age}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <source>{fee}, at {price} gwei per gas</source>
   <translation>{fee}，每单位 gas {price} gwei</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>{field}: the snapshot says “{said}”, the chain says “{truth}”.</source>
   <translation>{field}：快照为“{said}”，链上为“{truth}”。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>{file} from {origin} has another fingerprint than the one that came with Licet. It was thrown away.</source>
   <translation>来自 {origin} 的 {file} 与 Licet 自带的指纹不符，已丢弃。</translation>
  </message>
  <message>
   <location filename="../../desktop/commands/packing.py" />
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>{file} was not used: {reason}</source>
   <translation>未使用 {file}：{reason}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_filters.py" />
   <source>{filter}: {models}</source>
   <translation>{filter}：{models}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/words.py" />
   <location filename="../../desktop/ui/pages/buy_panel.py" />
   <source>{first} and {second}</source>
   <translation>{first} 与 {second}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/search.py" />
   <source>{folder}: {reason}.</source>
   <translation>{folder}：{reason}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>{form}: answers within {share} of their range, {memory}</source>
   <translation>{form}：结果误差不超过其范围的 {share}，{memory}</translation>
  </message>
  <message>
   <location filename="../../desktop/commands/packing.py" />
   <source>{form}: {size}, {ms} ms a run, {memory} at most, answers within {error} of their range</source>
   <translation>{form}：{size}，每次运行 {ms} 毫秒，内存最多 {memory}，结果误差不超过其范围的 {error}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>{function} is called at a contract that Licet does not know. What it does there is up to that contract.</source>
   <translation>在 Licet 不认识的合约上调用 {function}。它在那里会做什么由该合约决定。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/stretches.py" />
   <source>{heard} of {whole} were heard.</source>
   <translation>全长 {whole}，其中听到 {heard}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{holder} may borrow nothing more that this account would owe.</source>
   <translation>{holder} 不能再以本账户的名义借款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{holder} may borrow up to {amount}, and this account owes it.</source>
   <translation>{holder} 最多可借 {amount}，由本账户偿还。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{holder} may borrow without a limit, and this account owes it.</source>
   <translation>{holder} 可以无限额借款，由本账户偿还。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{holder} may deliver your orders.</source>
   <translation>{holder} 可以交付您的订单。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{holder} may do everything that you can do in {contract}.</source>
   <translation>{holder} 可以在 {contract} 中代您做任何事。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{holder} may no longer act for you in {contract}.</source>
   <translation>{holder} 不能再在 {contract} 中代您操作。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{holder} may no longer deliver your orders.</source>
   <translation>{holder} 不能再交付您的订单。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{holder} may no longer take item {subject} of {contract}.</source>
   <translation>{holder} 不能再取走 {contract} 的第 {subject} 号藏品。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{holder} may no longer take what you have in {contract}.</source>
   <translation>{holder} 不能再取走您在 {contract} 中的东西。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{holder} may take all that you have in {contract}, now and later.</source>
   <translation>{holder} 现在和以后都可取走您在 {contract} 中的一切。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{holder} may take all {token} from this account, now and later.</source>
   <translation>{holder} 现在和以后都可取走此账户的全部 {token}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{holder} may take item {subject} of {contract}.</source>
   <translation>{holder} 可取走 {contract} 的第 {subject} 号藏品。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{holder} may take nothing of {token} from this account any more.</source>
   <translation>{holder} 不能再从此账户取走任何 {token}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{holder} may take up to {amount} from this account.</source>
   <translation>{holder} 最多可从此账户取走 {amount}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/status_bar.py" />
   <source>{indexed}, older listings: {share}</source>
   <translation>{indexed}，较早的商品：{share}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/status_bar.py" />
   <source>{indexed}, {n} block behind</source>
   <translation>{indexed}，落后 {n} 个区块</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/status_bar.py" />
   <source>{indexed}, {n} blocks behind</source>
   <translation>{indexed}，落后 {n} 个区块</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>{item}: {said} instead of {truth}</source>
   <translation>{item}：回答 {said}，应为 {truth}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>{item}: “{said}” instead of “{truth}”, {sure} sure</source>
   <translation>{item}：回答“{said}”，应为“{truth}”，把握 {sure}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>{item}: “{said}”, {sure} sure</source>
   <translation>{item}：“{said}”，把握 {sure}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/importing.py" />
   <source>{key}: expected {reason}.</source>
   <translation>{key}：应为 {reason}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/record_words.py" />
   <source>{kind}: {name}</source>
   <translation>{kind}：{name}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <location filename="../../desktop/ui/pages/place_ticks.py" />
   <source>{kind}: {place}</source>
   <translation>{kind}：{place}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>{listings}, {sales}, here since {date}</source>
   <translation>{listings}，{sales}，始于 {date}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>{listings}, {sales}, {ratings}</source>
   <translation>{listings}，{sales}，{ratings}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <location filename="../../desktop/ui/watch_words.py" />
   <source>{list} and {n} more</source>
   <translation>{list} 以及另外 {n} 个</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_lists.py" />
   <source>{list}, version {version}</source>
   <translation>{list}，第 {version} 版</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>{list}: {category}</source>
   <translation>{list}：{category}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>{low} to {high}</source>
   <translation>{low} 至 {high}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/stars.py" />
   <source>{mean} of 5 stars</source>
   <translation>{mean} 星，满分 5 星</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/rating_words.py" />
   <source>{mean} of 5, {ratings}</source>
   <translation>{mean} 分（满分 5 分），{ratings}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>{measure} of {label}</source>
   <translation>{label} 的{measure}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>{measure}: {value}</source>
   <translation>{measure}：{value}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>{measure}: {value} here, {claim} claimed. {verdict}.</source>
   <translation>{measure}：本机 {value}，卖家称 {claim}。{verdict}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>{models}, checked {time}. What was damaged is mended.</source>
   <translation>{models}，检查于 {time}。损坏之处已修复。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>{models}, checked {time}. {damaged}</source>
   <translation>{models}，检查于 {time}。{damaged}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>{models}. All of it is sound, checked {time}.</source>
   <translation>{models}。全部完好，检查于 {time}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>{models}. Every byte is read and compared with what the chain keeps; what is damaged is fetched again from its sources, piece by piece.</source>
   <translation>{models}。逐字节读取并与链上记录比对；损坏的部分会逐块从来源重新下载。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>{models}. {done} of it is read; the check goes on where it stopped.</source>
   <translation>{models}。已读取 {done}；检查会从中断处继续。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>{ms} ms</source>
   <translation>{ms} 毫秒</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>{names} and {n} more</source>
   <translation>{names} 等，另有 {n} 个</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>{name} (chain {id})</source>
   <translation>{name}（链 {id}）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/accounts.py" />
   <source>{name} (hidden)</source>
   <translation>{name}（已隐藏）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>{name} (its driver is not loaded)</source>
   <translation>{name}（驱动程序未加载）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>{name} (yours)</source>
   <translation>{name}（您的）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/signed_bytes.py" />
   <source>{name} ({n} bytes)</source>
   <translation>{name}（{n} 字节）</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>{name} is already the name of {address}.</source>
   <translation>“{name}”这个名称已属于 {address}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>{name} is the network that is open now.</source>
   <translation>{name} 是当前打开的网络。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>{name} leads to another address than when you kept the contact. Ask its owner before you pay.</source>
   <translation>{name} 现在指向的地址与保存联系人时不同。付款前请先询问其所有者。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payment_form.py" />
   <source>{name} leads to {address}</source>
   <translation>{name} 指向 {address}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contacts.py" />
   <source>{name} leaves your contacts. What you paid stays in the activity.</source>
   <translation>{name} 将从联系人中移除。已付款项仍保留在动态中。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <location filename="../../desktop/ui/pages/storage_card.py" />
   <source>{name} {version}</source>
   <translation>{name} {version}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell_reviews.py" />
   <source>{name}, by {account}</source>
   <translation>{name}，来自 {account}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_dialogs.py" />
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>{name}, version {version}</source>
   <translation>{name}，版本 {version}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>{name}, {size}</source>
   <translation>{name}，{size}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>{name}: nothing came in time</source>
   <translation>{name}：没有按时收到任何东西</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>{name}: read as {encoding}, a guess</source>
   <translation>{name}：按 {encoding} 读取（猜测）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>{name}: the key is here and not checked yet</source>
   <translation>{name}：密钥已到，尚未核对</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>{name}: the licence ends in {left}</source>
   <translation>{name}：许可还有 {left} 到期</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>{name}: the licence has ended</source>
   <translation>{name}：许可已到期</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>{name}: the time to prove a fault has passed</source>
   <translation>{name}：证明有误的期限已过</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/order_words.py" />
   <source>{name}: what came is wrong; {left} left to prove it</source>
   <translation>{name}：收到的内容有误；还剩 {left} 可以证明</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payment_form.py" />
   <source>{name}: {address}</source>
   <translation>{name}：{address}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>{name}: {reason}.</source>
   <translation>{name}：{reason}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>{name}: {value}</source>
   <translation>{name}：{value}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>{needed_bytes} are needed in {path}, and {free_bytes} are free.</source>
   <translation>{path} 中需要 {needed_bytes}，而空闲 {free_bytes}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/status_bar.py" />
   <source>{network}: {fault}</source>
   <translation>{network}：{fault}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>{n} MB per second</source>
   <translation>每秒 {n} MB</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <location filename="../../desktop/ui/pages/tastes.py" />
   <source>{n} account</source>
   <translation>{n} 个账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <source>{n} account added</source>
   <translation>已添加 {n} 个账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <location filename="../../desktop/ui/pages/tastes.py" />
   <source>{n} accounts</source>
   <translation>{n} 个账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <source>{n} accounts added</source>
   <translation>已添加 {n} 个账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>{n} added</source>
   <translation>新增 {n} 条</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_accounts.py" />
   <source>{n} address looked at</source>
   <translation>已查看 {n} 个地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>{n} address of your listings does not serve</source>
   <translation>您的商品有 {n} 个地址不可用</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_accounts.py" />
   <source>{n} addresses looked at</source>
   <translation>已查看 {n} 个地址</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/sell.py" />
   <source>{n} addresses of your listings do not serve</source>
   <translation>您的商品有 {n} 个地址不可用</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>{n} amount is left out: its fee would be higher.</source>
   <translation>有 {n} 笔未列入：其费用高于金额。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>{n} amount stays where it is.</source>
   <translation>有 {n} 笔留在原处。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>{n} amounts are left out: their fees would be higher.</source>
   <translation>有 {n} 笔未列入：其费用高于金额。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>{n} amounts stay where they are.</source>
   <translation>有 {n} 笔留在原处。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approvals.py" />
   <source>{n} approval that a token made up</source>
   <translation>{n} 个由代币捏造的授权</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/approvals.py" />
   <source>{n} approvals that tokens made up</source>
   <translation>{n} 个由代币捏造的授权</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>{n} are damaged.</source>
   <translation>有 {n} 个已损坏。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>{n} block came after it</source>
   <translation>其后已有 {n} 个区块</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/transaction_words.py" />
   <source>{n} blocks came after it</source>
   <translation>其后已有 {n} 个区块</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>{n} buyer</source>
   <translation>{n} 位买家</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>{n} buyers</source>
   <translation>{n} 位买家</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>{n} byte of data for a contract</source>
   <translation>给合约的 {n} 字节数据</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_file_dialog.py" />
   <source>{n} bytes of data for a contract</source>
   <translation>给合约的 {n} 字节数据</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confirmation.py" />
   <source>{n} bytes stand behind the arguments. The contract may read them.</source>
   <translation>参数之后还有 {n} 字节，合约可能会读取。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>{n} changed</source>
   <translation>修改 {n} 条</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>{n} connection now</source>
   <translation>当前 {n} 个连接</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>{n} connections now</source>
   <translation>当前 {n} 个连接</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <source>{n} contact gets another name or note</source>
   <translation>{n} 位联系人的名称或备注将更改</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <source>{n} contact is there already</source>
   <translation>{n} 位联系人已存在</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <source>{n} contacts are there already</source>
   <translation>{n} 位联系人已存在</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <source>{n} contacts get other names or notes</source>
   <translation>{n} 位联系人的名称或备注将更改</translation>
  </message>
  <message>
   <location filename="../../desktop/text/words.py" />
   <location filename="../../desktop/ui/licence_words.py" />
   <source>{n} day</source>
   <translation>{n} 天</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>{n} day ago</source>
   <translation>{n} 天前</translation>
  </message>
  <message>
   <location filename="../../desktop/text/words.py" />
   <location filename="../../desktop/ui/licence_words.py" />
   <source>{n} days</source>
   <translation>{n} 天</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>{n} days ago</source>
   <translation>{n} 天前</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/status_bar.py" />
   <source>{n} download, {rate}</source>
   <translation>{n} 项下载，{rate}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/status_bar.py" />
   <source>{n} downloads, {rate}</source>
   <translation>{n} 项下载，{rate}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>{n} entries</source>
   <translation>{n} 条</translation>
  </message>
  <message>
   <location filename="../../desktop/commands/wallet_policy.py" />
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>{n} entries, and none was changed</source>
   <translation>共 {n} 条记录，均未被改动</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>{n} entry</source>
   <translation>{n} 条</translation>
  </message>
  <message>
   <location filename="../../desktop/commands/wallet_policy.py" />
   <location filename="../../desktop/ui/pages/signatures.py" />
   <source>{n} entry, and none was changed</source>
   <translation>共 {n} 条记录，均未被改动</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <location filename="../../desktop/ui/pages/batch_results.py" />
   <source>{n} failed</source>
   <translation>{n} 项失败</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/adding_panel.py" />
   <location filename="../../desktop/ui/pages/search.py" />
   <source>{n} file</source>
   <translation>{n} 个文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <source>{n} file in {folder}</source>
   <translation>{folder} 中的 {n} 个文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>{n} file left out</source>
   <translation>跳过 {n} 个文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_export.py" />
   <source>{n} file saved</source>
   <translation>已保存 {n} 个文件</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>{n} file was missing or wrong.</source>
   <translation>有 {n} 个文件缺失或错误。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/adding_panel.py" />
   <location filename="../../desktop/ui/pages/search.py" />
   <source>{n} files</source>
   <translation>{n} 个文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <source>{n} files in {folder}</source>
   <translation>{folder} 中的 {n} 个文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>{n} files left out</source>
   <translation>跳过 {n} 个文件</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity_export.py" />
   <source>{n} files saved</source>
   <translation>已保存 {n} 个文件</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>{n} files were missing or wrong.</source>
   <translation>有 {n} 个文件缺失或错误。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>{n} files, {size} together, are fetched and unpacked into Licet's data folder. Nothing else on this computer is changed.</source>
   <translation>将获取 {n} 个文件（共 {size}）并解压到 Licet 的数据文件夹，不改动本机的其他内容。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_keeping.py" />
   <source>{n} files, {size}, in Licet's data folder, readable by you alone.</source>
   <translation>Licet 数据文件夹中有 {n} 个文件，{size}，仅您可读。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/findings.py" />
   <location filename="../../desktop/ui/widgets/passages.py" />
   <source>{n} found</source>
   <translation>发现 {n} 个</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/histograms.py" />
   <source>{n} from {low} to {high}</source>
   <translation>{low} 到 {high} 之间有 {n} 个</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{n} further purchase by an account that is counted already.</source>
   <translation>已计入账户的另外 {n} 次购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{n} further purchases by accounts that are counted already.</source>
   <translation>已计入账户的另外 {n} 次购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_lists.py" />
   <location filename="../../desktop/ui/pages/market_results.py" />
   <source>{n} hidden by your lists</source>
   <translation>{n} 个被您的列表隐藏</translation>
  </message>
  <message>
   <location filename="../../desktop/text/words.py" />
   <source>{n} hour</source>
   <translation>{n} 小时</translation>
  </message>
  <message>
   <location filename="../../desktop/text/words.py" />
   <source>{n} hours</source>
   <translation>{n} 小时</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>{n} imported key is in no back-up that was tried</source>
   <translation>有 {n} 个导入的私钥不在任何试过的备份中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_card.py" />
   <source>{n} imported keys are in no back-up that was tried</source>
   <translation>有 {n} 个导入的私钥不在任何试过的备份中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>{n} is damaged.</source>
   <translation>有 {n} 个已损坏。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <location filename="../../desktop/ui/pages/judge.py" />
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>{n} item</source>
   <translation>{n} 个样本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>{n} item has a label that is no class of the model. It will be counted and left out.</source>
   <translation>{n} 个样本的标签不是模型的类别，会计数但不参与评判。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>{n} item judged</source>
   <translation>评判了 {n} 个样本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confusion.py" />
   <source>{n} item of “{truth}”, said to be “{said}”</source>
   <translation>{n} 个“{truth}”被说成“{said}”</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <location filename="../../desktop/ui/pages/judge.py" />
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>{n} items</source>
   <translation>{n} 个样本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_setup.py" />
   <source>{n} items have labels that are no classes of the model. They will be counted and left out.</source>
   <translation>{n} 个样本的标签不是模型的类别，会计数但不参与评判。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>{n} items judged</source>
   <translation>评判了 {n} 个样本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/confusion.py" />
   <source>{n} items of “{truth}”, said to be “{said}”</source>
   <translation>{n} 个“{truth}”被说成“{said}”</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/status_bar.py" />
   <source>{n} job running</source>
   <translation>{n} 个任务进行中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/status_bar.py" />
   <source>{n} jobs running</source>
   <translation>{n} 个任务进行中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/findings.py" />
   <source>{n} kind of area</source>
   <translation>{n} 种区域</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/findings.py" />
   <source>{n} kinds of areas</source>
   <translation>{n} 种区域</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>{n} licence</source>
   <translation>{n} 份许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <source>{n} licence opens with it</source>
   <translation>用它可打开 {n} 份许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{n} licence that went to the seller's own accounts.</source>
   <translation>归卖家自己账户所有的 {n} 份许可。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>{n} licences</source>
   <translation>{n} 份许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/backup_dialogs.py" />
   <source>{n} licences open with it</source>
   <translation>用它可打开 {n} 份许可</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{n} licences that went to the seller's own accounts.</source>
   <translation>归卖家自己账户所有的 {n} 份许可。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <source>{n} line is left out</source>
   <translation>略去 {n} 行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>{n} line kept out of the list</source>
   <translation>{n} 行未列入列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <source>{n} lines are left out</source>
   <translation>略去 {n} 行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/activity.py" />
   <source>{n} lines kept out of the list</source>
   <translation>{n} 行未列入列表</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>{n} listing</source>
   <translation>{n} 个商品</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>{n} listings</source>
   <translation>{n} 个商品</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>{n} listings fit that did not before.</source>
   <translation>新增 {n} 个符合条件的商品。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>{n} million</source>
   <translation>{n} 百万</translation>
  </message>
  <message>
   <location filename="../../desktop/text/words.py" />
   <source>{n} minute</source>
   <translation>{n} 分钟</translation>
  </message>
  <message>
   <location filename="../../desktop/text/words.py" />
   <source>{n} minutes</source>
   <translation>{n} 分钟</translation>
  </message>
  <message>
   <location filename="../../desktop/commands/finding.py" />
   <location filename="../../desktop/ui/market_words.py" />
   <location filename="../../desktop/ui/pages/tastes.py" />
   <source>{n} model</source>
   <translation>{n} 个模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare.py" />
   <source>{n} model chosen.</source>
   <translation>已选 {n} 个模型。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>{n} model is offered</source>
   <translation>提供 {n} 个模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>{n} model, {size}</source>
   <translation>{n} 个模型，共 {size}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <source>{n} model, {size} on this disk</source>
   <translation>{n} 个模型，占用磁盘 {size}</translation>
  </message>
  <message>
   <location filename="../../desktop/commands/finding.py" />
   <location filename="../../desktop/ui/market_words.py" />
   <location filename="../../desktop/ui/pages/tastes.py" />
   <source>{n} models</source>
   <translation>{n} 个模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>{n} models are offered</source>
   <translation>提供 {n} 个模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare.py" />
   <source>{n} models chosen. Now give them data: drop a folder or a CSV file here.</source>
   <translation>已选 {n} 个模型。现在给它们数据：把文件夹或 CSV 文件拖到这里。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/check_card.py" />
   <source>{n} models, {size}</source>
   <translation>{n} 个模型，共 {size}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <source>{n} models, {size} on this disk</source>
   <translation>{n} 个模型，占用磁盘 {size}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/alarm_bar.py" />
   <source>{n} more deadline</source>
   <translation>还有 {n} 项期限</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/alarm_bar.py" />
   <source>{n} more deadlines</source>
   <translation>还有 {n} 项期限</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/run_words.py" />
   <source>{n} ms</source>
   <translation>{n} 毫秒</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>{n} ms on the seller's machine</source>
   <translation>在卖家的机器上 {n} 毫秒</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_lists.py" />
   <location filename="../../desktop/ui/pages/watching.py" />
   <source>{n} new</source>
   <translation>{n} 条新消息</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <source>{n} new contact</source>
   <translation>{n} 位新联系人</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/contact_dialogs.py" />
   <source>{n} new contacts</source>
   <translation>{n} 位新联系人</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>{n} node chosen</source>
   <translation>已选 {n} 个节点</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_networks.py" />
   <source>{n} nodes chosen</source>
   <translation>已选 {n} 个节点</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/passages.py" />
   <source>{n} number</source>
   <translation>{n} 个数值</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/passages.py" />
   <source>{n} numbers</source>
   <translation>{n} 个数值</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/histograms.py" />
   <source>{n} numbers from {low} to {high}, half of them below {median}</source>
   <translation>共 {n} 个数，从 {low} 到 {high}，其中一半低于 {median}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/rating_words.py" />
   <source>{n} of 5 stars</source>
   <translation>{n} 星，满分 5 星</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>{n} of any items of {contract}</source>
   <translation>{contract} 的任意 {n} 件藏品</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>{n} of item {item} of {contract}</source>
   <translation>{contract} 的第 {item} 号藏品 {n} 份</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{n} of its buyers</source>
   <translation>其买家中有 {n} 位</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/device_words.py" />
   <source>{n} of its {all} operators are computed by the processor all the same.</source>
   <translation>其 {all} 个算子中有 {n} 个仍由处理器计算。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/tastes.py" />
   <source>{n} of them are yours</source>
   <translation>其中 {n} 个属于您</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/tastes.py" />
   <source>{n} of them is yours</source>
   <translation>其中 {n} 个属于您</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/question_form.py" />
   <source>{n} of them.</source>
   <translation>共 {n} 个。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_items.py" />
   <source>{n} of {all}</source>
   <translation>{n} / {all}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>{n} of {all} nodes</source>
   <translation>{n}/{all} 个节点可用</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/network_dialogs.py" />
   <source>{n} of {all} nodes answered</source>
   <translation>{all} 个节点中有 {n} 个应答</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>{n} of {count} test vectors that the seller packed with the model came out differently here, by more than the seller's own tolerance.</source>
   <translation>卖家随模型打包的 {count} 个测试向量中，有 {n} 个在本机的结果不同，超出了卖家自己设定的容差。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>{n} of {total} serve</source>
   <translation>{total} 个中有 {n} 个可用</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <location filename="../../desktop/ui/pages/welcome_restore.py" />
   <source>{n} order found</source>
   <translation>找到 {n} 笔订单</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{n} order was refunded after a proven fault in key or content. That weighs heavily against it.</source>
   <translation>{n} 笔订单因密钥或内容经证明有误而退款，会大幅拉低热度。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{n} order was refunded because nothing came in time. That weighs against it.</source>
   <translation>{n} 笔订单因未按时交付而退款，会拉低热度。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <location filename="../../desktop/ui/pages/welcome_restore.py" />
   <source>{n} orders found</source>
   <translation>找到 {n} 笔订单</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{n} orders were refunded after proven faults in key or content. That weighs heavily against it.</source>
   <translation>{n} 笔订单因密钥或内容经证明有误而退款，会大幅拉低热度。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{n} orders were refunded because nothing came in time. That weighs against it.</source>
   <translation>{n} 笔订单因未按时交付而退款，会拉低热度。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>{n} passage</source>
   <translation>{n} 个段落</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>{n} passages</source>
   <translation>{n} 个段落</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>{n} piece of 64 KiB was damaged.</source>
   <translation>有 {n} 个 64 KiB 数据块损坏。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>{n} pieces of 64 KiB were damaged.</source>
   <translation>有 {n} 个 64 KiB 数据块损坏。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>{n} place did not take it</source>
   <translation>有 {n} 个位置没有接收</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>{n} places did not take it</source>
   <translation>有 {n} 个位置没有接收</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{n} purchase by accounts that the seller is linked with.</source>
   <translation>与卖家关联账户的 {n} 次购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{n} purchase by the seller's own accounts.</source>
   <translation>卖家自己账户的 {n} 次购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{n} purchase that cost next to nothing.</source>
   <translation>价格近乎为零的 {n} 次购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{n} purchase that the seller refunded.</source>
   <translation>卖家已退款的 {n} 次购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{n} purchases by accounts that the seller is linked with.</source>
   <translation>与卖家关联账户的 {n} 次购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{n} purchases by the seller's own accounts.</source>
   <translation>卖家自己账户的 {n} 次购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{n} purchases that cost next to nothing.</source>
   <translation>价格近乎为零的 {n} 次购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{n} purchases that the seller refunded.</source>
   <translation>卖家已退款的 {n} 次购买。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>{n} random piece was right</source>
   <translation>随机抽取的 {n} 块数据正确</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>{n} random pieces were right</source>
   <translation>随机抽取的 {n} 块数据全部正确</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/rating_words.py" />
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>{n} rating</source>
   <translation>{n} 条评分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_ratings.py" />
   <source>{n} rating of the seller's own is not counted.</source>
   <translation>{n} 条卖家自己的评分不计入。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/rating_words.py" />
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>{n} ratings</source>
   <translation>{n} 条评分</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_ratings.py" />
   <source>{n} ratings of the seller's own are not counted.</source>
   <translation>{n} 条卖家自己的评分不计入。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>{n} removed</source>
   <translation>删除 {n} 条</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/snapshot_dialogs.py" />
   <source>{n} rows are not what the chain says.</source>
   <translation>{n} 行与链上不符。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>{n} rows of the snapshot of block {block} were wrong.</source>
   <translation>区块 {block} 的快照有 {n} 行有误。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>{n} run. Choose two to compare them.</source>
   <translation>{n} 次运行。选中两次即可比较。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/records.py" />
   <source>{n} runs. Choose two to compare them.</source>
   <translation>{n} 次运行。选中两次即可比较。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>{n} sale</source>
   <translation>售出 {n} 次</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>{n} sales</source>
   <translation>售出 {n} 次</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>{n} sample; it becomes public.</source>
   <translation>{n} 个样例，将会公开。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>{n} samples; they become public.</source>
   <translation>{n} 个样例，将会公开。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/words.py" />
   <source>{n} second</source>
   <translation>{n} 秒</translation>
  </message>
  <message>
   <location filename="../../desktop/text/words.py" />
   <source>{n} seconds</source>
   <translation>{n} 秒</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>{n} star or more</source>
   <translation>{n} 星及以上</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>{n} stars or more</source>
   <translation>{n} 星及以上</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>{n} step failed.</source>
   <translation>有 {n} 步失败。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_batch.py" />
   <source>{n} steps failed.</source>
   <translation>有 {n} 步失败。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/stretches.py" />
   <source>{n} stretch</source>
   <translation>{n} 段</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/stretches.py" />
   <source>{n} stretches</source>
   <translation>{n} 段</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>{n} test vector</source>
   <translation>{n} 个测试向量</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/listing_facts.py" />
   <source>{n} test vectors</source>
   <translation>{n} 个测试向量</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/storage_card.py" />
   <source>{n} thing is needed after all and was kept.</source>
   <translation>有 {n} 项仍被需要，已保留。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>{n} thing that you watch has changed</source>
   <translation>您关注的 {n} 项有变化</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/storage_card.py" />
   <source>{n} things are needed after all and were kept.</source>
   <translation>有 {n} 项仍被需要，已保留。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>{n} things are new.</source>
   <translation>有 {n} 条新消息。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>{n} things that you watch have changed</source>
   <translation>您关注的 {n} 项有变化</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>{n} times</source>
   <translation>{n} 倍</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>{n} times the estimate</source>
   <translation>为预计的 {n} 倍</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/written.py" />
   <source>{n} token</source>
   <translation>{n} 个词元</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/written.py" />
   <source>{n} token, {rate} per second</source>
   <translation>{n} 个词元，每秒 {rate} 个</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/written.py" />
   <source>{n} tokens</source>
   <translation>{n} 个词元</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/written.py" />
   <source>{n} tokens, {rate} per second</source>
   <translation>{n} 个词元，每秒 {rate} 个</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>{n} transaction</source>
   <translation>{n} 笔交易</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>{n} transaction sent</source>
   <translation>已发出 {n} 笔交易</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/stuck_notice.py" />
   <source>{n} transaction will not come into a block by itself</source>
   <translation>有 {n} 笔交易自己进不了区块</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/collecting_rows.py" />
   <source>{n} transactions</source>
   <translation>{n} 笔交易</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/effect_bar.py" />
   <source>{n} transactions did more than you agreed to</source>
   <translation>{n} 笔交易做的超出了您同意的范围</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/account_words.py" />
   <source>{n} transactions sent</source>
   <translation>已发出 {n} 笔交易</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/stuck_notice.py" />
   <source>{n} transactions will not come into a block by themselves</source>
   <translation>有 {n} 笔交易自己进不了区块</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_accounts.py" />
   <source>{n} used account</source>
   <translation>{n} 个用过的账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/found_accounts.py" />
   <source>{n} used accounts</source>
   <translation>{n} 个用过的账户</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/inputs.py" />
   <source>{n} value</source>
   <translation>{n} 个值</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/inputs.py" />
   <source>{n} values</source>
   <translation>{n} 个值</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>{n} version of a listing</source>
   <translation>{n} 个商品版本</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>{n} versions of listings</source>
   <translation>{n} 个商品版本</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>{n} with a label that the model does not know</source>
   <translation>{n} 个的标签模型不认识</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>{n} with labels that the model does not know</source>
   <translation>{n} 个的标签模型不认识</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_lists.py" />
   <source>{n} with the same words</source>
   <translation>{n} 项说法相同</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>{n} without a label</source>
   <translation>{n} 个没有标签</translation>
  </message>
  <message>
   <location filename="../../desktop/text/measures.py" />
   <source>{n} without an answer</source>
   <translation>{n} 个没有回答</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/welcome_steps.py" />
   <source>{n} words</source>
   <translation>{n} 个词</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>{n} × “{truth}” as “{said}”</source>
   <translation>{n} × “{truth}”→“{said}”</translation>
  </message>
  <message>
   <location filename="../../desktop/commands/finding.py" />
   <location filename="../../desktop/ui/market_words.py" />
   <source>{n}+ models</source>
   <translation>{n}+ 个模型</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/compare_figures.py" />
   <source>{n}, {failed} failed</source>
   <translation>{n}，{failed} 个失败</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>{origin} does not answer, or has not got them.</source>
   <translation>{origin} 没有响应，或没有这些文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/node_words.py" />
   <source>{origin} does not show this listing, your other nodes do. What most of them say is shown here.</source>
   <translation>{origin} 没有显示这件商品，您的其他节点有。此处显示多数节点的说法。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/node_words.py" />
   <source>{origin} does not show this listing. The block's own receipts prove that it is on the chain.</source>
   <translation>{origin} 没有显示这件商品。区块自身的收据证明它在链上。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/balance_words.py" />
   <source>{origin} says {amount}</source>
   <translation>{origin} 说是 {amount}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>{origin} serves chain {found}; chain {expected} is expected.</source>
   <translation>{origin} 提供的是链 {found}，而应为链 {expected}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/node_words.py" />
   <source>{origin} shows this listing otherwise than your other nodes. What most of them say is shown here.</source>
   <translation>{origin} 显示的这件商品与您的其他节点不同。此处显示多数节点的说法。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/node_words.py" />
   <source>{origin} shows this listing otherwise. The block's own receipts prove what is shown here.</source>
   <translation>{origin} 显示的这件商品与此不同。区块自身的收据证明此处显示的内容属实。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/node_words.py" />
   <source>{origin} tells something about this listing that is not on the chain, as the block's own receipts prove.</source>
   <translation>{origin} 对这件商品的说法在链上并不存在，区块自身的收据可以证明。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/node_words.py" />
   <source>{origin} tells something about this listing that your other nodes do not know. It is not shown here.</source>
   <translation>{origin} 对这件商品的说法是您的其他节点所没有的，此处没有显示。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>{origin}: {words}</source>
   <translation>{origin}：{words}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>{package} This computer has no such device.</source>
   <translation>{package}本机没有这种设备。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/search.py" />
   <source>{passages} of {files}</source>
   <translation>{files}，{passages}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>{path} cannot be read as a database. It was left as it is.</source>
   <translation>无法把 {path} 读作数据库。它保持原样。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>{path} cannot be read.</source>
   <translation>无法读取 {path}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>{path} is no path of BIP-32.</source>
   <translation>{path} 不是 BIP-32 路径。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>{path} is not the file that was opened. It was left as it is.</source>
   <translation>{path} 不是当初打开的文件。它保持原样。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>{path} was written by a newer version than this one.</source>
   <translation>{path} 由比这更新的版本写入。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>{path}: {reason}.</source>
   <translation>{path}：{reason}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/wallet.py" />
   <source>{path}: {reason}. What stood there before is still whole.</source>
   <translation>{path}：{reason}。原有内容仍然完整。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_view.py" />
   <source>{percent} %</source>
   <translation>{percent} %</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>{pieces}: {size} in {seconds}, asked {when}.</source>
   <translation>{pieces}：{seconds}内取得 {size}，{when}询问。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>{place} → {address}</source>
   <translation>{place} → {address}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>{place}. Done and checked.</source>
   <translation>{place}。已完成并核对。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>{place}. {fault}. {body}</source>
   <translation>{place}。{fault}。{body}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/serving.py" />
   <source>{place}: {amount}</source>
   <translation>{place}：{amount}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>{price} for {n} period</source>
   <translation>{n} 期共 {price}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/licence_dialogs.py" />
   <source>{price} for {n} periods</source>
   <translation>{n} 期共 {price}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/market_results.py" />
   <source>{progress}. More models appear here as they are read.</source>
   <translation>{progress}。读到更多模型后会显示在这里。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/batch_words.py" />
   <source>{rate} per second, {time} left</source>
   <translation>每秒 {rate} 项，剩余 {time}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{real} came in, and {expected} were to come.</source>
   <translation>收到了 {real}，而原本应为 {expected}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/effects.py" />
   <source>{real} left, and {expected} were to leave.</source>
   <translation>支出了 {real}，而原本应为 {expected}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/batches.py" />
   <source>{reason}</source>
   <translation>{reason}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>{reason}. Asked again in {time}.</source>
   <translation>{reason}。{time}后再次询问。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/endpoint_words.py" />
   <source>{reason}. Asked again when the others do not answer.</source>
   <translation>{reason}。其他节点都不应答时才会再次询问。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>{rest} % are missing</source>
   <translation>还差 {rest} %</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/payee_editor.py" />
   <source>{rest} % too much</source>
   <translation>超出 {rest} %</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>{rows} of {all} rows, drawn at random, were compared with the chain. If 1 row in 100 were wrong, this would have shown one with a certainty of {certainty} %.</source>
   <translation>从 {all} 行中随机抽取 {rows} 行与链上核对。假如每 100 行有 1 行有误，这样有 {certainty} % 的把握发现。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{rule} At most {points} points.</source>
   <translation>{rule}最多 {points} 分。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{seen} {n} point.</source>
   <translation>{seen}计 {n} 分。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/taste_words.py" />
   <source>{seen} {n} points.</source>
   <translation>{seen}计 {n} 分。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/snapshot_words.py" />
   <source>{share} % of its rows</source>
   <translation>其中 {share} % 的行</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>{share} of the answers' range</source>
   <translation>结果范围的 {share}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/record_words.py" />
   <source>{share} of the pixels differ, by at most {n} of 255 steps.</source>
   <translation>{share} 的像素不同，最多相差 {n} 级（共 255 级）。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/storage_card.py" />
   <source>{size} are free again</source>
   <translation>已释放 {size}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_devices.py" />
   <source>{size} are given back. Models run on the processor until it is installed again.</source>
   <translation>将释放 {size}。重新安装之前，模型在处理器上运行。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/download_words.py" />
   <location filename="../../desktop/ui/pages/downloads.py" />
   <source>{size}/s</source>
   <translation>{size}/秒</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/lists.py" />
   <source>{source} did not answer, or not with a list.</source>
   <translation>{source} 没有应答，或给出的不是列表。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/content.py" />
   <source>{source} did not do what was asked of it ({call}). It said: {message}</source>
   <translation>{source} 没有完成请求（{call}）。它的说明：{message}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/transfers.py" />
   <source>{source}: {what}</source>
   <translation>{source}：{what}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>{spender} could take all you have of this token, now and later. Licet never needs that.</source>
   <translation>{spender} 今后可随时取走您的全部此种代币。Licet 从不需要这样的授权。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/warnings.py" />
   <source>{spender} could take {allowed}, and this needs {needed}.</source>
   <translation>{spender} 可取走 {allowed}，而此处只需 {needed}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <location filename="../../desktop/text/messages.py" />
   <source>{spender} may borrow nothing more that this account would owe.</source>
   <translation>{spender} 不能再以本账户的名义借款。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>{spender} may borrow up to {amount}, and this account owes what they borrow.</source>
   <translation>{spender} 最多可借 {amount}，借出的钱由本账户偿还。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>{spender} may borrow without a limit, and this account owes what they borrow.</source>
   <translation>{spender} 可以无限额借款，借出的钱由本账户偿还。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>{spender} may do everything that you can do in {contract}: withdraw, borrow, and take what lies there.</source>
   <translation>{spender} 可以在 {contract} 中代您做任何事：提取、借款、取走存放在那里的资产。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <location filename="../../desktop/text/messages.py" />
   <source>{spender} may no longer act for you in {contract}.</source>
   <translation>{spender} 不能再在 {contract} 中代您操作。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>{spender} may no longer take what you have in {contract}.</source>
   <translation>{spender} 不能再取走您在 {contract} 中的东西。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>{spender} may take all your {token}, now and later, without asking again.</source>
   <translation>{spender} 现在和以后都可取走您的全部 {token}，不会再问。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>{spender} may take nothing more of your {token}.</source>
   <translation>{spender} 不能再取走您的 {token}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/calls.py" />
   <source>{spender} may take nothing of {token} from this account any more.</source>
   <translation>{spender} 不能再从此账户取走任何 {token}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/messages.py" />
   <source>{spender} may take up to {amount} of yours, without asking again.</source>
   <translation>{spender} 最多可取走您的 {amount}，不会再问。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>{spent} in the last 24 hours; each payment asks for your password</source>
   <translation>过去 24 小时转出 {spent}；每次付款都会询问密码</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>{spent} in the last 24 hours; no limit</source>
   <translation>最近 24 小时已用 {spent}；不限额</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>{spent} of {limit} in the last 24 hours</source>
   <translation>最近 24 小时已用 {spent}，限额 {limit}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/library.py" />
   <location filename="../../desktop/ui/pages/licence_panel.py" />
   <source>{state}: {amount}</source>
   <translation>{state}：{amount}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/phrases.py" />
   <source>{time} ago</source>
   <translation>{time}前</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/run_words.py" />
   <source>{time} on {device}</source>
   <translation>{time}，{device}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>{time}, not renewable</source>
   <translation>{time}，不可续期</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/licence_words.py" />
   <source>{time}, renewable until {date}</source>
   <translation>{time}，可续至 {date}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/fit_words.py" />
   <source>{time}, {memory}, {device}</source>
   <translation>{time}，{memory}，{device}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/limit_dialog.py" />
   <source>{title} costs {price} now.</source>
   <translation>{title} 现价 {price}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>{title} fits now, for {price}.</source>
   <translation>{title} 现在符合条件了，价格 {price}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>{title} is for sale again.</source>
   <translation>{title} 重新上架。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>{title} was closed: it takes no more orders.</source>
   <translation>{title} 已下架，不再接受订单。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/watch_words.py" />
   <source>{title} was listed for {price}.</source>
   <translation>{title} 已上架，价格 {price}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/filter_button.py" />
   <source>{title}, {chosen}</source>
   <translation>{title}，{chosen}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/filter_button.py" />
   <source>{title}: {n}</source>
   <translation>{title}：{n}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>{to} could borrow {units} units of debt token {token}. This account would owe them.</source>
   <translation>{to} 可以借走 {units} 单位（债务代币 {token}），由本账户偿还。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/signing.py" />
   <source>{to} could take everything you will ever have of token {token}, or one licence that has so large a number.</source>
   <translation>{to} 将能取走您现在和以后拥有的全部代币 {token}，或取走编号如此之大的一份许可。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>{unit} on chain {chain}</source>
   <translation>链 {chain} 上的 {unit}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/settings_limits.py" />
   <source>{unit} on {network}</source>
   <translation>{network} 上的 {unit}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>{url} answered with error {code}.</source>
   <translation>{url} 回复错误 {code}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>{url} answers too many questions at the moment.</source>
   <translation>{url} 此刻要回答的问题太多。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>{url} answers, but not as an Ethereum node does. It may be a web page or a log-in page.</source>
   <translation>{url} 有回应，但不像以太坊节点。它可能是网页或登录页。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>{url} does not answer for so many blocks at once.</source>
   <translation>{url} 不能一次回答这么多区块。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>{url} does not keep blocks as old as this.</source>
   <translation>{url} 不保存这么早的区块。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>{url} sent more than {limit_bytes}, more than was asked for. It was thrown away.</source>
   <translation>{url} 发来的内容超过 {limit_bytes}，多于所要的。已丢弃。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>{url} took too long.</source>
   <translation>{url} 耗时太长。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>{url}: {what}. Its answer was not used.</source>
   <translation>{url}：{what}。没有采用它的回答。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/storage_card.py" />
   <source>{used} for models, {free} free on this disk.</source>
   <translation>模型占用 {used}，磁盘剩余 {free}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/review_dialogs.py" />
   <source>{used} of {limit} bytes</source>
   <translation>{used} / {limit} 字节</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/record_view.py" />
   <source>{used}; asked for {asked}</source>
   <translation>{used}；原选 {asked}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/status_bar.py" />
   <source>{value} (stale)</source>
   <translation>{value}（已过时）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/seed_card.py" />
   <source>{versions}, {connections}. Given so far: {size}.</source>
   <translation>{versions}，{connections}。累计上传 {size}。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/list_dialogs.py" />
   <source>{version}, of {date}</source>
   <translation>{version}，{date}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>{what} ({by}). {about}: {reason}</source>
   <translation>{what}（{by}）。{about}：{reason}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/self_test.py" />
   <source>{what} On another computer it may come out.</source>
   <translation>{what}换一台电脑也许能通过。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>{what} from {where} differs from what the listing committed to on the chain. It was thrown away.</source>
   <translation>{where} 的{what}与商品在链上承诺的不同。已丢弃。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/rights_form.py" />
   <location filename="../../desktop/ui/pages/sell_form.py" />
   <source>{what} in {unit}</source>
   <translation>{what}（{unit}）</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/activity.py" />
   <source>{what} · {note}</source>
   <translation>{what} · {note}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <source>{what}, {time}</source>
   <translation>{what}，{time}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/licences.py" />
   <source>{what}, {where}: it is not what it was when it came. No file was written.</source>
   <translation>{what}，{where}：与收到时不同。没有写入文件。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/list_words.py" />
   <source>{what}. {about}: {reason}</source>
   <translation>{what}。{about}：{reason}</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/import_panel.py" />
   <source>{what}: this cannot be so</source>
   <translation>{what}：不可能是这样</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/models/activity.py" />
   <location filename="../../desktop/ui/pages/transaction_dialog.py" />
   <source>{what}: {subject}</source>
   <translation>{what}：{subject}</translation>
  </message>
  <message>
   <location filename="../../desktop/text/breaches.py" />
   <source>{where} breaks a rule that this version does not know: {found}.</source>
   <translation>{where} 违反了此版本尚不认识的一条规则：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>{where} cannot be read as a model: {found}.</source>
   <translation>{where} 无法作为模型读取：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>{where} cannot be understood: {found}.</source>
   <translation>无法理解 {where}：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>{where} does not have the required form: {found}.</source>
   <translation>{where} 的格式不符合要求：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>{where} has a setting that only a function may have: {found}.</source>
   <translation>{where} 含有只有函数才能有的设置：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>{where} has dimensions that cannot be: {found}.</source>
   <translation>{where} 的维度不可能成立：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>{where} holds no ONNX model: {found}.</source>
   <translation>{where} 中没有 ONNX 模型：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>{where} holds numbers of a type that is not supported: {found}.</source>
   <translation>{where} 中的数值类型不受支持：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>{where} is far too large for a setting: {found}.</source>
   <translation>{where} 作为一项设置过于庞大：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>{where} is kept in a form that is not accepted: {found}.</source>
   <translation>{where} 的保存形式不被接受：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>{where} is not as long as it says: {found}.</source>
   <translation>{where} 的实际长度与声明不符：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>{where} is set to {found}, which is far outside any meaning.</source>
   <translation>{where} 的值为 {found}，远远超出任何合理范围。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>{where} makes something that no machine can hold: {found}.</source>
   <translation>{where} 会产生任何机器都容纳不下的数据：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>{where} takes or gives something else than plain numbers: {found}.</source>
   <translation>{where} 的输入或输出不是普通数值：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>{where} uses an operator that is not allowed: {found}.</source>
   <translation>{where} 使用了不允许的算子：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>{where} uses an operator that models of this kind have no use for: {found}.</source>
   <translation>{where} 使用了此类模型用不到的算子：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/rules.py" />
   <source>{where} uses operators that do not belong to ONNX: {found}.</source>
   <translation>{where} 使用了不属于 ONNX 的算子：{found}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/keeping.py" />
   <source>{why} May go from {time}.</source>
   <translation>{why}{time} 起可以清除。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/looking_strip.py" />
   <source>{words} This node has forgotten older balances; one that keeps all would know.</source>
   <translation>{words}此节点已不保留更早的余额；保留全部历史的节点才能给出。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/looking_strip.py" />
   <source>{words}, {ago}.</source>
   <translation>{words}，{ago}。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>“{label}” cannot be a part of a name (ENSIP-15). It may imitate another name.</source>
   <translation>“{label}”不能出现在名称中（ENSIP-15），可能在冒充别的名称。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>“{name}” is an address or a name of ENS. As the name of a contact it could send money to somebody else.</source>
   <translation>“{name}”是地址或 ENS 名称。用作联系人名称，可能使钱款付给别人。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/accounts.py" />
   <source>“{name}” is in your wallet</source>
   <translation>“{name}”已在您的钱包中</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>“{name}” is on the market, but {n} place did not take it. See where it is served.</source>
   <translation>“{name}”已上架，但有 {n} 个位置没有接收。请查看它在哪里提供下载。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>“{name}” is on the market, but {n} places did not take it. See where it is served.</source>
   <translation>“{name}”已上架，但有 {n} 个位置没有接收。请查看它在哪里提供下载。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/mirror_words.py" />
   <source>“{name}” is on the market.</source>
   <translation>“{name}”已上架市场。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>“{name}” leads to {first} by one node and to {second} by another. One of them lies or is behind.</source>
   <translation>一个节点说“{name}”指向 {first}，另一个说指向 {second}。其中之一说谎或数据落后。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/payments.py" />
   <source>“{name}” would be a name of ENS, and this network has no ENS that Licet knows.</source>
   <translation>“{name}”应是 ENS 名称，而 Licet 所知此网络没有 ENS。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>“{text}” cannot be read as an amount. Write digits and one point, for example 0.05.</source>
   <translation>“{text}”无法读作金额。请写数字和一个小数点，例如 0.05。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/chain.py" />
   <source>“{text}” does not begin with http:// or https:// and name a computer.</source>
   <translation>“{text}”没有以 http:// 或 https:// 开头，也没有指明主机。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/runtime.py" />
   <source>“{text}” is neither the https address of a package index nor a folder on this computer.</source>
   <translation>“{text}”既不是软件包索引的 https 地址，也不是本机上的文件夹。</translation>
  </message>
  <message>
   <location filename="../../desktop/text/cases/core.py" />
   <source>“{text}” is not a valid address: it needs 0x and 40 hex digits, and its capital letters must fit.</source>
   <translation>“{text}”不是有效地址：它需要 0x 和 40 位十六进制数字，且大小写须正确。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/widgets/shelf_strip.py" />
   <source>“{title}” is not suggested any more.</source>
   <translation>不再推荐“{title}”。</translation>
  </message>
  <message>
   <location filename="../../desktop/ui/pages/judge_results.py" />
   <source>“{truth}”, said to be “{said}”</source>
   <translation>“{truth}”被说成“{said}”</translation>
  </message>
  <message>
   <location filename="../../desktop/text/importing.py" />
   <source>−1 to 1</source>
   <translation>−1 到 1</translation>
  </message>
 </context>
</TS>
